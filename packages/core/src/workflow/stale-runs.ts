import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import { isFinishedRun } from '../domain/job-run.js';
import { activeRunStates } from '../domain/run-state.js';
import { mapValues } from '../effect/stream.js';
import { instant } from '../wire/time.js';
import { listRuns } from './list-runs.js';

/**
 * The active runs of a job that were created longer ago than `olderThanMs`: runs may hang in `Starting` or `Running`
 * for ever. What to do with them is the caller's choice: `refreshRun` asks the engine, `cancelRun` ends them. A run
 * whose age the service does not say is left out.
 *
 * Wire: `GET …/runs?states=` with every state that is not terminal.
 *
 * @example
 * ```ts
 * await startRun(stream)(env)();
 * const stale = await collect(staleRuns(stream, { olderThanMs: 86_400_000 }))(env)();
 * assert.deepEqual(stale.right, []);
 * ```
 */
export const staleRuns =
  (
    job: JobId,
    { olderThanMs }: { readonly olderThanMs: number },
  ): Stream<HasApi<'listRuns'> & HasClock & HasCancel, WorkflowError, JobRun> =>
  (env) => {
    const stale = (run: JobRun): boolean =>
      !isFinishedRun(run) && env.clock.now() - instant(run.createdAt) > olderThanMs;
    return mapValues((runs: readonly JobRun[]) => runs.filter(stale))(
      listRuns(job, { states: activeRunStates }),
    )(env);
  };
