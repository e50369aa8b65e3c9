import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isFinishedRun } from '../domain/job-run.js';
import { activeRunStates } from '../domain/run-state.js';
import { mapValues } from '../effect/stream.js';
import { instant } from '../wire/time.js';
import type { RunFilter } from './list-runs.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { listRuns } from './list-runs.js';

export interface StaleOptions extends Pick<RunFilter, 'onUnreadable'> {
  readonly olderThanMs: number;
}

/**
 * The active runs of a job that are older than `olderThanMs`: runs may stay in `Starting` or `Running` indefinitely.
 * `refreshRun` updates their state from the engine, `cancelRun` cancels them. A run of unknown age is omitted.
 *
 * Wire: `GET …/runs?states=` with all active states.
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
    options: StaleOptions,
  ): Stream<HasApi<'listRuns'> & HasClock & HasCancel, WorkflowError, JobRun> =>
  (env) => {
    const refused = refusalOf(rules.stale, options);
    if (refused !== undefined) return TE.left(refused);
    const { olderThanMs, onUnreadable } = options;
    const stale = (run: JobRun): boolean =>
      !isFinishedRun(run) && env.clock.now() - instant(run.createdAt) > olderThanMs;
    return mapValues((runs: readonly JobRun[]) => runs.filter(stale))(
      listRuns(job, { states: activeRunStates, onUnreadable }),
    )(env);
  };
