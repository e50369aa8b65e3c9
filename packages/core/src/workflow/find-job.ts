import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Job } from '../domain/job.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { isSameName, named } from '../domain/name.js';
import { collect } from '../effect/stream.js';
import { ambiguousName, notFound } from '../errors/workflow-error.js';
import { allJobs } from './list-jobs.js';

type Program = ReaderTaskEither<HasApi<'listJobs'> & HasCancel, WorkflowError, Job>;

/**
 * The job with exactly this name, or else with the same characters in another Unicode form. No match is `NotFound`; several are `AmbiguousName` with their ids: the service
 * documents names as unique, but jobs may be created and renamed while the list is read.
 *
 * Wire: all pages of `GET /v2/jobs`, since the service has no filter for names.
 *
 * @example
 * ```ts
 * const found = await findJob('nightly load')(env)();
 * assert.equal(found.right.id, job);
 * const missing = await findJob('Nightly Load')(env)();
 * assert.equal(missing.left._tag, 'NotFound');
 * ```
 */
export const findJob = (name: string): Program =>
  pipe(
    collect(allJobs({ name: isSameName(name) })),
    RTE.map(distinct),
    RTE.map(named(name)),
    RTE.flatMap(theOne(name)),
  );

const theOne =
  (name: string) =>
  ([job, ...others]: readonly Job[]): Program => {
    if (job === undefined) return RTE.left(notFound(`no job is named "${name}"`));
    if (others.length === 0) return RTE.right(job);
    return RTE.left(
      ambiguousName(
        'job',
        name,
        [job, ...others].map(({ id }) => id),
      ),
    );
  };

/** A row can repeat if the listing shifts between two pages. */
const distinct = (jobs: readonly Job[]): readonly Job[] => [
  ...new Map(jobs.map((job) => [job.id, job])).values(),
];
