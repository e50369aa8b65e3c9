import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { callFor } from '../ports/jobs-api.js';
import { jobRunFromWire } from '../wire/job-run.js';

/**
 * One run by its id. Wire: `GET /v2/jobs/{job_id}/runs/{run_id}`.
 *
 * @example
 * ```ts
 * const started = await startRun(job)(env)();
 * const run = await getRun(job, started.right.id)(env)();
 * assert.equal(run.right.jobId, job);
 * ```
 */
export const getRun = (
  job: JobId,
  run: RunId,
): ReaderTaskEither<HasApi<'getRun'> & HasCancel, WorkflowError, JobRun> =>
  callFor('getRun', { path: { job_id: job, run_id: run } }, jobRunFromWire);
