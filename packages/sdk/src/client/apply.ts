import type { DesiredJob, JobDocument, JobReport, Plan } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { AppliedJob, AppliedPlan, ApplyOptions } from './client.js';
import { applyPlan, rule } from '@wxdi/core';
import { signalRule } from '../checks/options.js';
import { WxdiError } from '../error.js';
import { callOptions } from './checked.js';
import { run } from './run-program.js';

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
