import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { call } from '../ports/jobs-api.js';
import { getJob } from './get-job.js';
import { untilGone } from './gone.js';
import { afterWrite, isGone, settleBy, type HasPatience } from './settle.js';

/**
 * Deletes a job and all of its runs. The service refuses to delete a job with an active run. After a lost answer, a
 * missing job counts as deleted, and an existing one is deleted again. After a success, the deletion is checked for
 * some seconds: a job that still exists is `NotApplied`, since a service may report success and keep a job with an
 * active run.
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
): ReaderTaskEither<HasApi<'deleteJob' | 'getJob'> & HasPatience, WorkflowError, void> =>
  pipe(
    call('deleteJob', { path: { job_id: job } }),
    RTE.flatMap(() => afterWrite(untilGone(`/v2/jobs/${job}`, getJob(job)))),
    settleBy(isGone(getJob(job))),
  );
