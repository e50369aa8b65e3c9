import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { UpdateOptions } from './patch-job.js';
import type { HasPatience } from './settle.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { reportEach } from './report-each.js';
import { refusalIn, updateJob, type JobUpdate } from './update-job.js';

/** The jobs that have the changes, and those that could not be changed. */
export interface UpdatedJobs {
  /** The jobs as they are afterwards, also those that already had all the values. */
  readonly updated: readonly Job[];
  /** Jobs that could not be changed, with the error. */
  readonly failed: readonly { readonly job: JobId; readonly error: WorkflowError }[];
}

/**
 * Makes the same changes to jobs, eight at once and each as `updateJob` does, and reports each. With a function, the
 * changes of each job are computed from the job as it is. A failure does not stop the others. After an abort or a missing
 * permission no other patch is sent, and there is still a report of each job.
 *
 * @example
 * ```ts
 * const report = await updateJobs([job], { retention: { days: 30 } })(env)();
 * assert.deepEqual(report.right.updated.map(({ retention }) => retention), [{ days: 30 }]);
 * assert.deepEqual(report.right.failed, []);
 * ```
 */
export const updateJobs = (
  jobs: readonly JobId[],
  update: JobUpdate,
  options: UpdateOptions = {},
): ReaderTaskEither<HasApi<'getJob' | 'updateJob'> & HasPatience, WorkflowError, UpdatedJobs> => {
  const refused = typeof update === 'function' ? undefined : refusalIn(update);
  if (refused !== undefined) return RTE.left(refused);
  return pipe(
    reportEach(jobs, (job) => updateJob(job, update, options)),
    RTE.map(({ done, failed }) => ({
      updated: done.map(({ result }) => result),
      failed: failed.map(({ item: job, error }) => ({ job, error })),
    })),
  );
};
