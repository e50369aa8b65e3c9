import type { JobRun } from '../domain/job-run.js';
import type { StartDecision } from './decide-start.js';
import type { StartPlan } from './start-plan.js';
import { defined } from '../domain/defined.js';
import { runId } from '../domain/ids.js';
import { defaultRunName } from '../domain/job-run.js';
import { fromMillis } from '../wire/time.js';

/** The result of a start. */
export interface Started {
  readonly run: JobRun;
  readonly key: string;
  /** Whether an existing run was found instead of created by this call. */
  readonly adopted: boolean;
  /** Whether the service kept the key, so that the run can be found by it. */
  readonly keyKept: boolean;
  /**
   * Whether the run succeeded and was deleted since. `run` then has what the journal knows of it (id, job, state), and
   * cannot be read.
   */
  readonly gone: boolean;
}

/** A run that succeeded and is gone, as far as the journal knows it. */
export const runInJournal = (
  { job, key, draft }: StartPlan,
  { runId: id, state, attempt }: Extract<StartDecision, { readonly _tag: 'Adopt' }>,
  sentAt: number | undefined,
): Started => ({
  run: defined({
    id: runId(id),
    jobId: job,
    name: draft.name ?? defaultRunName,
    description: draft.description,
    key,
    attempt,
    state,
    createdAt: fromMillis(sentAt),
    parameters: draft.parameters ?? [],
    configuration: {},
    metrics: { stages: [], links: [] },
  }),
  key,
  adopted: true,
  keyKept: true,
  gone: true,
});
