import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { keepsOffset, streamsetsFlow } from '../domain/job.js';
import { invalidInput } from '../errors/workflow-error.js';
import { getJob } from './get-job.js';
import type { HasPatience } from './settle.js';
import { patchJob } from './patch-job.js';

/**
 * Makes the next run of a streaming job read from the beginning. Only jobs of StreamSets flows have an offset; for any
 * other type it is `InvalidInput`, and nothing is changed.
 *
 * Wire: `PATCH /v2/jobs/{job_id}`, `replace /entity/job/configuration/offset` by null.
 *
 * @example
 * ```ts
 * const reset = await resetOffset(stream)(env)();
 * assert.equal(reset.right.configuration.offset ?? null, null);
 * const refused = await resetOffset(job)(env)();
 * assert.equal(refused.left._tag, 'InvalidInput');
 * ```
 */
export const resetOffset = (
  job: JobId,
): ReaderTaskEither<HasApi<'getJob' | 'updateJob'> & HasPatience, WorkflowError, Job> =>
  pipe(
    getJob(job),
    RTE.flatMap((current) =>
      keepsOffset(current)
        ? patchJob(job, [{ op: 'replace', path: '/entity/job/configuration/offset', value: null }])
        : RTE.left(
            invalidInput(`job "${current.name}" has no offset: only jobs of StreamSets flows have one`, [
              { path: 'type', expected: streamsetsFlow, received: current.type },
            ]),
          ),
    ),
  );
