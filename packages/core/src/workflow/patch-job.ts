import type { JsonPatchOperation } from '@wxdi/bindings';
import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { notApplied } from '../errors/workflow-error.js';
import { call } from '../ports/jobs-api.js';
import { jobFromWire } from '../wire/job.js';
import { notInEffect } from '../wire/json-patch.js';

/**
 * Sends an RFC 6902 patch and checks in the answer that every operation took effect: the service answers 200 to a
 * path that it does not know and changes nothing. An operation without effect is `NotApplied`.
 *
 * Wire: `PATCH /v2/jobs/{job_id}`, 200 with the whole job.
 *
 * @example
 * ```ts
 * const patched = await patchJob(job, [
 *   { op: 'replace', path: '/metadata/description', value: 'loads what changed' },
 * ])(env)();
 * assert.equal(patched.right.description, 'loads what changed');
 * const ignored = await patchJob(job, [{ op: 'replace', path: '/description', value: 'x' }])(env)();
 * assert.equal(ignored.left._tag, 'NotApplied');
 * ```
 */
export const patchJob = (
  job: JobId,
  patch: readonly JsonPatchOperation[],
): ReaderTaskEither<HasApi<'updateJob'> & HasCancel, WorkflowError, Job> =>
  pipe(
    call('updateJob', { path: { job_id: job }, body: [...patch] }),
    RTE.flatMapEither((answer): Either<WorkflowError, Job> => {
      const ignored = notInEffect(patch, answer);
      return ignored.length === 0 ? E.right(jobFromWire(answer)) : E.left(notApplied(ignored));
    }),
  );
