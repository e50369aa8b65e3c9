import type { AssetSearch } from '@wxdi/bindings';
import type { Job } from '../domain/job.js';
import type { JobRun } from '../domain/job-run.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Paging } from '../policy/paging.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { jobId } from '../domain/ids.js';
import { isJsonObject } from '../domain/json.js';
import { mapValues, unfold } from '../effect/stream.js';
import { refusalOf } from '../options/given.js';
import { runSearch } from '../options/rules.js';
import { advance, firstPage } from '../policy/paging.js';
import { createdQuery } from '../wire/lucene.js';
import { foundRuns, type FoundPage } from './found-runs.js';
import { listJobs } from './list-jobs.js';
import { isWanted, isWantedJob, needsLists, wantedOf, type RunSearch, type Wanted } from './run-search.js';
import { runsOfJobs, type JobRef, type RunFailure } from './runs-of-jobs.js';
import { canAskLists, searchPageSize, type SearchEnv } from './search-assets.js';

/** Where the runs come from, and whether they are all there. */
export interface RunSearchSummary {
  /** `search`: the index may lag, so the newest runs may be missing. `lists`: the runs are complete but for the failures. */
  readonly source: 'search' | 'lists';
  /** Why the lists were read, if a search was tried first. */
  readonly because?: string | undefined;
  /** What could not be read; none if the answer is complete. */
  readonly failures: readonly RunFailure[];
}

type Env = SearchEnv & HasApi<'listJobs' | 'listRuns' | 'getRun'> & HasClock;

/** The runs of many jobs, in no particular order, and in the end where they come from. */
export type FoundRuns = Stream<Env, WorkflowError, JobRun, RunSearchSummary>;

/**
 * The runs of all jobs that match, each once, in no particular order. Memory stays flat but for the ids of the runs.
 *
 * A search finds finished runs in pages of 200; other runs are read again. Where it is refused, finds nothing, or
 * returns less than it counts, the lists answer: at most eight requests at once. Active runs, and those of at most eight
 * jobs, are read from the lists at once. A job that cannot be read does not end the stream: the summary names it.
 *
 * Wire: `POST /v2/asset_types/job_run/search`; or `GET /v2/jobs` and `GET /v2/jobs/{job_id}/runs`.
 *
 * @example
 * ```ts
 * await startRun(job)(env)();
 * const found = [];
 * const summary = await forEach((run) => () => void found.push(run.id))(
 *   searchRuns({ since: '2020-01-01T00:00:00Z' }),
 * )(env)();
 * assert.deepEqual(summary.right.failures, []);
 * assert.equal(found.length, 1);
 * ```
 */
export const searchRuns =
  (search: RunSearch = {}): FoundRuns =>
  (env) => {
    const refused = refusalOf(runSearch, search);
    if (refused !== undefined) return TE.left(refused);
    const wanted = wantedOf(search, env.clock.now());
    const place = needsLists(search) ? inLists(wanted) : { ...firstSearch, body: bodyOf(wanted) };
    return unfold((at: Place) => step(at, wanted))(place)(env);
  };

interface Searching {
  readonly body: AssetSearch;
  readonly paging: Paging;
  /** The ids of all rows so far: a run that is found again, by the search or in a list, is returned once. */
  readonly seen: ReadonlySet<string>;
  readonly failures: readonly RunFailure[];
}

interface Listing {
  readonly lists: Stream<Env, WorkflowError, JobRun, readonly RunFailure[]>;
  readonly because?: string | undefined;
}

type JobRefs = Stream<HasApi<'listJobs'> & HasCancel, WorkflowError, JobRef>;

type Place = Searching | Listing;
type Step = Turn<Place, JobRun, RunSearchSummary>;

const firstSearch: Omit<Searching, 'body'> = { paging: firstPage, seen: new Set(), failures: [] };

const bodyOf = ({ since, until }: Wanted): AssetSearch => ({
  query: createdQuery(since, until),
  limit: searchPageSize,
  include: 'entity',
});

const step =
  (place: Place, wanted: Wanted): ReaderTaskEither<Env, WorkflowError, Step> =>
  (env) =>
    'lists' in place
      ? pipe(
          place.lists(env),
          TE.map(({ values, next }): Step => ({
            values,
            next: E.isLeft(next)
              ? E.left({ ...place, lists: next.left })
              : E.right({ source: 'lists', because: place.because, failures: next.right }),
          })),
        )
      : pipe(
          foundRuns(place.body, wanted)(env),
          TE.map((page) =>
            E.isLeft(page) ? fallBack(wanted, place, page.left) : turn(wanted, place, page.right),
          ),
          TE.orElse((error) =>
            canAskLists(error)
              ? TE.right(fallBack(wanted, place, `the search failed: ${error.message}`))
              : TE.left(error),
          ),
        );

/** What a usable page leads to. */
const turn = (wanted: Wanted, place: Searching, page: FoundPage): Step => {
  const { seen } = place;
  const rest = advance(place.paging, page.next);
  if (E.isLeft(rest) || (rest.right !== undefined && !isJsonObject(page.next)))
    return fallBack(wanted, place, 'the search returned a next page that cannot be read');
  if (page.ids.length === 0 && (seen.size === 0 || rest.right !== undefined))
    return fallBack(wanted, place, 'the search found nothing');
  const after = {
    ...place,
    seen: new Set([...seen, ...page.ids]),
    failures: [...place.failures, ...page.failures],
  };
  const values = distinct(page.runs, seen);
  if (rest.right !== undefined) {
    const body = page.next as AssetSearch;
    return { values, next: E.left({ ...after, body, paging: rest.right }) };
  }
  if (page.total !== undefined && after.seen.size < page.total)
    return fallBack(wanted, after, `the search returned ${after.seen.size} of ${page.total} runs`, values);
  return { values, next: E.right({ source: 'search', failures: after.failures }) };
};

const distinct = (runs: readonly JobRun[], seen: ReadonlySet<string>): readonly JobRun[] => [
  ...new Map(runs.filter(({ id }) => !seen.has(id)).map((run) => [run.id, run])).values(),
];

/** Continues with the lists. What could not be read before is read again. */
const fallBack = (
  wanted: Wanted,
  { seen, failures }: Searching,
  because: string,
  values: readonly JobRun[] = [],
): Step => {
  const again = new Set(failures.map(({ runId }) => runId as string));
  const done = new Set([...seen].filter((id) => !again.has(id)));
  return { values, next: E.left({ ...inLists(wanted, done), because }) };
};

/** The lists of the jobs, without the runs that were returned before. */
const inLists = (wanted: Wanted, done: ReadonlySet<string> = new Set()): Listing => {
  const { jobs } = wanted;
  // The jobs of a listing are filtered before their runs are read.
  const ofRun: Wanted = jobs === undefined ? { ...wanted, type: undefined, jobName: undefined } : wanted;
  const matches = (run: JobRun): boolean => !done.has(run.id) && isWanted(ofRun, run) !== false;
  const all: JobRefs =
    jobs === undefined
      ? mapValues((page: readonly Job[]) => page.filter((job) => isWantedJob(wanted, job)))(listJobs())
      : () => TE.right({ values: [...jobs].map((id) => ({ id: jobId(id) })), next: E.right(undefined) });
  return { lists: mapValues((runs: readonly JobRun[]) => runs.filter(matches))(runsOfJobs(all, wanted)) };
};
