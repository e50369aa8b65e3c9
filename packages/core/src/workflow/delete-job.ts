import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { activeRunStates, isFinished } from '../domain/run-state.js';
import { collect, take } from '../effect/stream.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { call } from '../ports/jobs-api.js';
import { getJob } from './get-job.js';
import { goneWithinMs, untilGone } from './gone.js';
import { listRuns } from './list-runs.js';
import { pageSize } from './pages.js';
import { reportEach } from './report-each.js';
import { afterWrite, isGone, settleBy, type HasPatience } from './settle.js';

export interface DeleteJobOptions {
  /** How long to wait until the job is gone, in milliseconds. Default: two minutes. */
  readonly timeoutMs?: number | undefined;
}

type Env = HasApi<'deleteJob' | 'getJob' | 'listRuns'> & HasPatience;

/**
 * Deletes a job and all of its runs. The service refuses to delete a job with an active run. After a lost answer, a
 * missing job counts as deleted, and an existing one is deleted again. After a success, the job is read until it is gone,
 * for two minutes or `timeoutMs`: a service may continue the deletion after its answer. A job that still exists then is
 * `NotApplied`, and so is a job with an active run, which a service may keep although it reports success.
 *
 * Wire: `DELETE /v2/jobs/{job_id}`, 204, or 202 if the service continues the deletion after its answer.
 *
 * @example
 * ```ts
 * const gone = await pipe(
 *   deleteJob(job),
 *   RTE.flatMap(() => getJob(job)),
 * )(env)();
 * assert.equal(gone.left._tag, 'NotFound');
 * ```
 */
export const deleteJob = (
  job: JobId,
  options: DeleteJobOptions = {},
): ReaderTaskEither<Env, WorkflowError, void> => {
  const refused = refusalOf(rules.deletion, options);
  if (refused !== undefined) return RTE.left(refused);
  const deletion = {
    path: `/v2/jobs/${job}`,
    read: getJob(job),
    isKept: hasActiveRun(job),
    timeoutMs: options.timeoutMs ?? goneWithinMs,
  };
  return pipe(
    call('deleteJob', { path: { job_id: job } }),
    RTE.flatMap(() => afterWrite(untilGone(deletion))),
    settleBy(isGone(getJob(job))),
  );
};

/** The jobs that were deleted, and those that were not. */
export interface DeletedJobs {
  readonly deleted: readonly JobId[];
  /** Jobs that could not be deleted, with the error. */
  readonly failed: readonly { readonly job: JobId; readonly error: WorkflowError }[];
}

/**
 * Deletes jobs and all of their runs, eight at once and each as `deleteJob` does, and reports each. A failed deletion
 * does not stop the others. After an abort or a missing permission no other deletion is sent, and there is still a
 * report of each job.
 *
 * @example
 * ```ts
 * const report = await deleteJobs([job])(env)();
 * assert.deepEqual(report.right, { deleted: [job], failed: [] });
 * ```
 */
export const deleteJobs = (
  jobs: readonly JobId[],
  options: DeleteJobOptions = {},
): ReaderTaskEither<Env, WorkflowError, DeletedJobs> => {
  const refused = refusalOf(rules.deletion, options);
  if (refused !== undefined) return RTE.left(refused);
  return pipe(
    reportEach(jobs, (job) => deleteJob(job, options)),
    RTE.map(({ done, failed }) => ({
      deleted: done.map(({ item }) => item),
      failed: failed.map(({ item: job, error }) => ({ job, error })),
    })),
  );
};

/** Whether a run is seen that has not finished. A list that cannot be read shows none. */
const hasActiveRun = (job: JobId): ReaderTaskEither<HasApi<'listRuns'> & HasCancel, WorkflowError, boolean> =>
  pipe(
    collect(take(pageSize)(listRuns(job, { states: activeRunStates }))),
    RTE.map((runs) => runs.some(({ state }) => !isFinished(state))),
    RTE.orElse((error) => (error._tag === 'Aborted' ? RTE.left(error) : RTE.right(false))),
  );
