import type { RunPlan, Outcome } from './plans.js';
import { readFailure, readSteps } from './scripted.js';
import type { NextRun } from './state.js';
import type { RunState } from './states.js';

/** What the next run does. Every member is optional. */
export interface NextRunPlan extends Partial<RunPlan> {
  /** Id or name of its job. Default: the next run of any job. */
  readonly job?: string;
}

const outcomes: Partial<Record<RunState, Outcome>> = {
  Completed: 'succeeds',
  CompletedWithWarnings: 'warns',
  CompletedWithErrors: 'errors',
  Failed: 'fails',
  Canceled: 'succeeds',
};

/** Checks the plan of a run. Throws a `RangeError` that names the wrong part. */
export const readNextRun = ({ job, ...plan }: NextRunPlan): NextRun => {
  const last = plan.states === undefined ? undefined : readSteps(plan.states).at(-1)?.state;
  if (plan.fails === undefined) return { job, plan: { outcome: outcomeAfter(last), ...plan } };
  readFailure(plan.fails);
  const end = last === undefined ? undefined : outcomes[last];
  if (end !== undefined && end !== 'fails')
    throw new RangeError(`fails: a run whose last state is ${last} does not fail`);
  const states = plan.states && (end === 'fails' ? plan.states : [...plan.states, 'Failed']);
  return { job, plan: { outcome: 'fails', ...plan, ...(states && { states }) } };
};

/** A run whose last state is no end stays in it. */
const outcomeAfter = (last: RunState | undefined): Outcome =>
  last === undefined ? 'succeeds' : (outcomes[last] ?? 'hangs');
