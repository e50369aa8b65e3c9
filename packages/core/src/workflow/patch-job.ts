import type { JsonPatchOperation, Job as WireJob } from '@wxdi/bindings';
import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { notApplied } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { call } from '../ports/jobs-api.js';
import { jobFromWire } from '../wire/job.js';
import { mayBeRepeated, notInEffect, isEquivalent } from '../wire/json-patch.js';
import { again, settleBy, type HasPatience, type Check } from './settle.js';

type Env = HasApi<'updateJob' | 'getJob'> & HasPatience;
type Program = ReaderTaskEither<Env, WorkflowError, Job>;

/** How to update a job. */
export interface UpdateOptions {
  /**
   * Called with the operations before they are sent, and the id of the job; with an empty list if nothing differs, and
   * nothing is sent.
   */
  readonly onPatch?: ((operations: readonly JsonPatchOperation[], job: string) => void) | undefined;
}

/**
 * Sends an RFC 6902 patch and checks in the answer that every operation took effect: the service answers 200 to an
 * unknown path and changes nothing. An operation without effect is `NotApplied`. After a lost answer the job is read:
 * the patch took effect if the job has exactly the values it sets; otherwise it is sent again, unless it must not be
 * applied twice, e.g. because it appends to a list: then its outcome stays unknown.
 *
 * With `onPatch`, the job is read first: if it has exactly the values that the patch sets, nothing is sent.
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
  options: UpdateOptions = {},
): Program => {
  const { onPatch } = options;
  const refused = refusalOf(rules.patch, patch, 'patch');
  if (refused !== undefined) return RTE.left(refused);
  if (onPatch === undefined) return send(job, patch);
  return pipe(
    call('getJob', { path: { job_id: job } }),
    RTE.flatMap((current): Program => {
      const isNeeded = !mayBeRepeated(patch) || notInEffect(patch, current, isEquivalent).length > 0;
      E.tryCatch(() => onPatch(isNeeded ? patch : [], job), String);
      return isNeeded ? send(job, patch) : RTE.right(jobFromWire(current));
    }),
  );
};

const send = (job: JobId, patch: readonly JsonPatchOperation[]): Program => {
  const checked = (document: WireJob): Either<WorkflowError, Job> => {
    const ignored = notInEffect(patch, document);
    return ignored.length === 0 ? E.right(jobFromWire(document)) : E.left(notApplied(ignored));
  };
  /** Stricter than for an answer: a member that the patch removes must be absent. */
  const inEffect = (document: WireJob, wait: number | undefined): Check<Job> =>
    notInEffect(patch, document, isEquivalent).length === 0 ? E.right(jobFromWire(document)) : E.left(wait);
  const write = pipe(
    call('updateJob', { path: { job_id: job }, body: [...patch] }),
    RTE.flatMapEither(checked),
  );
  if (!mayBeRepeated(patch)) return write;
  return pipe(
    write,
    settleBy(
      (doubt) => (env: Env) =>
        pipe(
          call('getJob', { path: { job_id: job } })(env),
          TE.map((document) => inEffect(document, again(doubt)(env))),
        ),
    ),
  );
};
