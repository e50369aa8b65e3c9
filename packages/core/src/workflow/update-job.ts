import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { JobChanges } from '../wire/job-changes.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { patchFor } from '../wire/job-changes.js';
import { getJob } from './get-job.js';
import { patchJob } from './patch-job.js';

/**
 * Makes the changes to a job with the smallest patch, and gives the job as it is afterwards. A job that is already
 * so is left alone: nothing is sent.
 */
export const updateJob = (
  job: JobId,
  changes: JobChanges,
): ReaderTaskEither<HasApi<'getJob' | 'updateJob'> & HasCancel, WorkflowError, Job> =>
  pipe(
    getJob(job),
    RTE.flatMap((current) => {
      const patch = patchFor(current, changes);
      return patch.length === 0 ? RTE.right(current) : patchJob(job, patch);
    }),
  );
