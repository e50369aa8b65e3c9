import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { callFor } from '../ports/jobs-api.js';
import { jobFromWire } from '../wire/job.js';

/**
 * One job by its id. Wire: `GET /v2/jobs/{job_id}`.
 *
 * @example
 * ```ts
 * const found = await getJob(job)(env)();
 * assert.equal(found.right.name, 'nightly load');
 * ```
 */
export const getJob = (job: JobId): ReaderTaskEither<HasApi<'getJob'> & HasCancel, WorkflowError, Job> =>
  callFor('getJob', { path: { job_id: job } }, jobFromWire);
