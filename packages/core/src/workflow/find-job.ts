import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Job } from '../domain/job.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasNames } from '../ports/names.js';
import type { HasScope } from '../ports/scope.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { jobId } from '../domain/ids.js';
import { isSameName, named } from '../domain/name.js';
import { parallel } from '../effect/parallel.js';
import { collect } from '../effect/stream.js';
import { getJob } from './get-job.js';
import { knownId, rememberId } from './known-names.js';
import { allJobs } from './list-jobs.js';
import { atOnce } from './runs-of-jobs.js';
import { orLists, searchName } from './search-assets.js';
import { theOnly } from './the-only.js';

type Env = HasApi<'listJobs' | 'searchAssets' | 'getJob'> & HasNames & HasScope & HasCancel;

type Program<E = Env, A = Job> = ReaderTaskEither<E, WorkflowError, A>;

/**
 * The job with exactly this name, or else with the same characters in another Unicode form. No match is `NotFound`;
 * several are `AmbiguousName` with their ids: the service documents names as unique, but jobs may be created and renamed
 * while the list is read.
 *
 * The port `names` and a search say where the job may be. It is read before it is returned, so a search that lags behind
 * costs time, never another job.
 *
 * Wire: one `POST /v2/asset_types/job/search`; if it is refused or does not find the job, all pages of `GET /v2/jobs`,
 * since the service has no filter for names. Then `GET /v2/jobs/{job_id}`.
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
    known(name),
    RTE.flatMap((jobs) => (jobs.length > 0 ? RTE.right(jobs) : searched(name))),
    RTE.flatMap((jobs) => (jobs.length > 0 ? RTE.fromEither(theOnly('job', name)(jobs)) : inLists(name))),
    // A search finds exact names only.
    RTE.tap((job) => rememberId(name, job.name === name ? job.id : undefined)),
  );

/** The job of the lists, read again: a row of a list may lack members. */
const inLists = (name: string): Program =>
  pipe(
    findJobInLists(name),
    RTE.flatMap(({ id }) => getJob(id)),
  );

/** The job from the lists alone, for callers that must not rely on an index. */
export const findJobInLists = (name: string): Program<HasApi<'listJobs'> & HasCancel> =>
  pipe(
    collect(allJobs({ name: isSameName(name) })),
    RTE.map(named(name)),
    RTE.flatMapEither(theOnly('job', name)),
  );

/** The job with the id that was saved, if it still has the name. Otherwise the name is forgotten. */
const known = (name: string): Program<Env, readonly Job[]> =>
  pipe(
    knownId(name),
    RTE.flatMap((id) => (id === undefined ? RTE.right([]) : withName(name, [id]))),
    RTE.tap((jobs) => (jobs.length > 0 ? RTE.right(undefined) : rememberId(name, undefined))),
  );

/** The jobs that a search finds, read again. None if it is refused. */
const searched = (name: string): Program<Env, readonly Job[]> =>
  pipe(
    orLists(searchName('job', name)),
    RTE.flatMap((ids = []) => withName(name, ids)),
  );

/** The job is gone, or what was saved is no id. */
const absent: ReadonlySet<WorkflowError['_tag']> = new Set(['NotFound', 'InvalidInput'] as const);

/** Those of the jobs that exist and have the name now. */
const withName = (name: string, ids: readonly string[]): Program<Env, readonly Job[]> =>
  pipe(
    parallel(atOnce)(ids, (id): Program<HasApi<'getJob'> & HasCancel, Job | undefined> =>
      pipe(
        getJob(jobId(id)),
        RTE.orElseW((error) => (absent.has(error._tag) ? RTE.right(undefined) : RTE.left(error))),
      ),
    ),
    RTE.map((jobs) => jobs.filter((job) => job?.name === name) as readonly Job[]),
  );
