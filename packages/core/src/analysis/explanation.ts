import type { JobRun, RunReason } from '../domain/job-run.js';
import type { FailedStage } from './failed-stage.js';
import type { LogFindings, ReadFailure } from './log-findings.js';
import type { RunDiff, RunEvidence } from './run-diff.js';
import { defined } from '../domain/defined.js';
import { isFinishedRun } from '../domain/job-run.js';
import { isJsonObject } from '../domain/json.js';
import { succeeded } from '../domain/run-state.js';
import { firstFailedStage } from './failed-stage.js';
import { findingsOf } from './log-findings.js';
import { diffRuns, inputsDiffer } from './run-diff.js';

/** The search for the last run that completed before another one. */
export type GoodRun =
  | ({ readonly _tag: 'Found' } & RunEvidence)
  /** `isCertain`: no earlier run completed; otherwise the search ended early, after `searched` completed runs. */
  | { readonly _tag: 'None'; readonly searched: number; readonly isCertain: boolean }
  | { readonly _tag: 'Unread'; readonly failure: ReadFailure };

/** The last run that completed before, and what differs from it. */
export type Comparison =
  | { readonly _tag: 'Found'; readonly run: JobRun; readonly diff: RunDiff }
  | Exclude<GoodRun, { readonly _tag: 'Found' }>;

/** Whether a run was ended by its limit of warnings. `unknown`: its log was not read completely. */
export interface WarnLimit {
  readonly limit: number;
  /** Warnings in the log, as far as it was read; absent if it was not. */
  readonly warnings?: number;
  readonly reached: 'yes' | 'no' | 'unknown';
}

/**
 * What to do next. `wait`: the run is active. `read-log`: the log could not be read, or not completely.
 * `raise-warn-limit`: the limit was reached. `check-stage`: look at the stage that failed. `check-errors`: look at the
 * errors in the log. `check-inputs`: parameters, environment or configuration differ from the last good run.
 * `start-again`: nothing that the caller chose differs, so the cause is in the data or in the systems around the run.
 */
export type NextStep =
  'wait' | 'read-log' | 'raise-warn-limit' | 'check-stage' | 'check-errors' | 'check-inputs' | 'start-again';

/** Why a run ended as it did, as far as that is known. A part that could not be read says so. */
export interface Explanation {
  readonly run: JobRun;
  /** The reasons that the service gives. */
  readonly reasons: readonly RunReason[];
  /** Absent if the run has no limit of warnings. */
  readonly warnLimit?: WarnLimit;
  readonly failedStage: FailedStage;
  readonly log: LogFindings;
  readonly lastGood: Comparison;
  readonly nextSteps: readonly NextStep[];
}

/** Explains a run from what was read of it. */
export const explain = ({ run, log }: RunEvidence, good: GoodRun): Explanation => {
  const findings = findingsOf(log);
  const known = {
    warnLimit: warnLimitOf(run, findings),
    failedStage: firstFailedStage(run.metrics),
    log: findings,
    lastGood: comparisonOf({ run, log }, good),
  };
  return defined({ run, reasons: run.reasons ?? [], ...known, nextSteps: nextSteps(run, known) });
};

const comparisonOf = (run: RunEvidence, good: GoodRun): Comparison =>
  good._tag === 'Found' ? { _tag: 'Found', run: good.run, diff: diffRuns(good, run) } : good;

const warnLimitOf = ({ configuration, state }: JobRun, log: LogFindings): WarnLimit | undefined => {
  const limits = configuration['flow_limits'];
  const limit = isJsonObject(limits) ? limits['warn_limit'] : undefined;
  // Zero means no limit.
  if (typeof limit !== 'number' || limit <= 0) return undefined;
  if (state !== 'Failed') return { limit, reached: 'no' };
  if (log._tag === 'Unread') return { limit, reached: 'unknown' };
  const warnings = log.warnings.reduce((sum, { count }) => sum + count, 0);
  if (warnings >= limit) return { limit, warnings, reached: 'yes' };
  return { limit, warnings, reached: log._tag === 'Cut' ? 'unknown' : 'no' };
};

type Known = Pick<Explanation, 'failedStage' | 'log' | 'lastGood'> & {
  readonly warnLimit: WarnLimit | undefined;
};

const nextSteps = (run: JobRun, { warnLimit, failedStage, log, lastGood }: Known): readonly NextStep[] => {
  if (!isFinishedRun(run)) return ['wait'];
  if (succeeded(run.state)) return [];
  // A run that was canceled or skipped is no reason to search its inputs.
  const isBroken = run.state === 'Failed' || run.state === 'CompletedWithErrors';
  const differs = isBroken && lastGood._tag === 'Found' ? inputsDiffer(lastGood.diff) : undefined;
  const steps: Readonly<Record<Exclude<NextStep, 'wait'>, boolean>> = {
    'read-log': log._tag !== 'Whole',
    'raise-warn-limit': warnLimit?.reached === 'yes',
    'check-stage': failedStage._tag === 'Failed',
    'check-errors': log._tag !== 'Unread' && log.errors.length > 0,
    'check-inputs': differs === true,
    'start-again': differs === false,
  };
  return (Object.keys(steps) as readonly (keyof typeof steps)[]).filter((step) => steps[step]);
};
