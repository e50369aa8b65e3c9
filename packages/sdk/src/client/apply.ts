import type { DesiredJob, JobDocument, JobReport, Plan } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions } from './client.js';
import { applyPlan, rule } from '@wxdi/core';
import { signalRule } from '../checks/options.js';
import { WxdiError } from '../error.js';
import { callOptions } from './checked.js';
import { run } from './run-program.js';

/** What became of one job of a plan. */
export interface AppliedJob extends Omit<JobReport, 'error'> {
  /** Absent if it was done. The outcome `unknown` means that it may have been done. */
  readonly error?: WxdiError | undefined;
}

/** What became of a plan. */
export interface AppliedPlan {
  readonly done: readonly AppliedJob[];
  readonly failed: readonly (AppliedJob & { readonly error: WxdiError })[];
}

/** How a plan is applied. */
export interface ApplyOptions extends CallOptions {
  /**
   * Stops softly, unlike `signal`: after it aborts, no other write is begun, and those under way are finished. The promise
   * resolves with a report of each job.
   */
  readonly stop?: AbortSignal | undefined;
  /** Called when the write for a job has ended. What it throws is ignored. */
  readonly onReport?: ((report: AppliedJob) => void) | undefined;
}

/** `ApplyOptions`. */
export const applyRule = rule.members({ ...callOptions, stop: signalRule, onReport: rule.func });

/** A document alone is as it was written. */
export const desiredOf = (jobs: readonly (DesiredJob | JobDocument)[]): readonly DesiredJob[] =>
  jobs.map((job) => ('document' in job ? job : { document: job }));

const reportOf = ({ error, ...report }: JobReport): AppliedJob =>
  error === undefined ? report : { ...report, error: new WxdiError(error) };

export const apply = async (
  env: LiveEnv,
  plan: Plan,
  jobs: readonly DesiredJob[],
  { signal, timeoutMs, stop, onReport }: ApplyOptions,
): Promise<AppliedPlan> => {
  const program = applyPlan(plan, jobs, {
    stop,
    onReport: onReport && ((report) => onReport(reportOf(report))),
  });
  const { done, failed } = await run(env, program, { signal, timeoutMs });
  return {
    done: done.map(reportOf),
    failed: failed.map(({ error, ...report }) => ({ ...report, error: new WxdiError(error) })),
  };
};
