import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { callFor } from '../ports/jobs-api.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { getRun } from './get-run.js';

/**
 * Requests that the service updates the state of a run from the engine, and returns the run. If the service cannot, the
 * run is returned as recorded.
 *
 * Wire: `POST …/refresh_state`, then `GET` of the run if that fails, unless the caller aborts.
 *
 * @example
 * ```ts
 * const refreshed = await pipe(
 *   startRun(job),
 *   RTE.flatMap((run) => refreshRun(job, run.id)),
 * )(env)();
 * assert.equal(refreshed.right.jobId, job);
 * ```
 */
export const refreshRun = (
  job: JobId,
  run: RunId,
): ReaderTaskEither<HasApi<'refreshRunState' | 'getRun'> & HasCancel, WorkflowError, JobRun> =>
  pipe(
    callFor('refreshRunState', { path: { job_id: job, run_id: run } }, jobRunFromWire),
    RTE.orElse((error) => (error._tag === 'Aborted' ? RTE.left(error) : getRun(job, run))),
  );
