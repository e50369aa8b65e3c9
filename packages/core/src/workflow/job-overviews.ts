import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobOverview } from '../analysis/job-overview.js';
import type { Job } from '../domain/job.js';
import type { JobRun } from '../domain/job-run.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunSearchSummary } from './search-runs.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { decisive, overviewOf } from '../analysis/job-overview.js';
import { mostRuns as forUsual } from '../analysis/usual.js';
import { defined } from '../domain/defined.js';
import { loop } from '../effect/loop.js';
import { parallel } from '../effect/parallel.js';
import { forEach, take, unfold } from '../effect/stream.js';
import { undecodable } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import { jobOverviews as rule } from '../options/rules.js';
import { listJobs, type JobFilter } from './list-jobs.js';
import { leanRun, newestRuns } from './newest-runs.js';
import { fewJobs, wantedOf } from './run-search.js';
import { atOnce, endsAll, type RunFailure } from './runs-of-jobs.js';
import { searchPageSize, type SearchEnv } from './search-assets.js';
import { searchPages } from './search-pages.js';

/** Which jobs are looked at, and how. */
export interface OverviewOptions extends JobFilter {
  /** Reads the runs of each job from its list: the index of a search may lag. Default: false. */
  readonly exact?: boolean | undefined;
  /** Only the first N jobs of the list. Default: no limit. */
  readonly limit?: number | undefined;
}

type Env = SearchEnv & HasApi<'listJobs' | 'listRuns' | 'getRun'> & HasClock;

/** The overviews of jobs, in the order of the list of jobs, and in the end where their runs come from. */
export type JobOverviews = Stream<Env, WorkflowError, JobOverview, RunSearchSummary>;

/**
 * The jobs with their last run, their usual duration and their next start. The runs are found by one search in pages of
 * 200, if it takes no more requests than the lists. Otherwise, and for at most eight jobs, the newest runs of each job are
 * read from its list, at most eight jobs at once. A job whose runs cannot be read does not end the stream: the summary
 * names it. Memory does not grow with the number of runs.
 *
 * Wire: `GET /v2/jobs`, and `POST /v2/asset_types/job_run/search` or `GET /v2/jobs/{job_id}/runs`.
 *
 * @example
 * ```ts
 * await runJobs(1)([{ job }])(env)();
 * const found = [];
 * await forEach((overview) => () => void found.push(overview))(jobOverviews({ type: 'data_intg_flow' }))(env)();
 * assert.equal(found[0].lastRun.state, 'Completed');
 * ```
 */
export const jobOverviews =
  (options: OverviewOptions = {}): JobOverviews =>
  (env) => {
    const refused = refusalOf(rule, options);
    if (refused !== undefined) return TE.left(refused);
    const { exact = false, limit = Infinity, ...filter } = options;
    const start: Place = {
      waiting: [],
      jobs: take(limit)(listJobs(filter)),
      source: undefined,
      failures: [],
    };
    return unfold((place: Place) => step(place, exact))(start)(env);
  };

/** Where the runs come from: those that a search found, by job, or the lists, and why. */
type Source =
  | { readonly found: ReadonlyMap<string, readonly JobRun[]>; readonly unread: readonly RunFailure[] }
  | { readonly because?: string | undefined };

interface Place {
  readonly waiting: readonly Job[];
  /** The jobs that were not listed yet. */
  readonly jobs: Stream<HasApi<'listJobs'> & HasCancel, WorkflowError, Job> | undefined;
  /** `undefined`: not decided yet. */
  readonly source: Source | undefined;
  readonly failures: readonly RunFailure[];
}

type Step = Turn<Place, JobOverview, RunSearchSummary>;

const step =
  (place: Place, exact: boolean): ReaderTaskEither<Env, WorkflowError, Step> =>
  (env) =>
    pipe(
      moreJobs(place)(env),
      TE.flatMap((filled) => (filled.source === undefined ? decided(filled, exact)(env) : TE.right(filled))),
      TE.flatMap((ready) => overviews(ready)(env)),
    );

/** Lists jobs until there is one or, before the source is decided, enough of them that a search may cost less. */
const moreJobs =
  (start: Place): ReaderTaskEither<Env, WorkflowError, Place> =>
  (env) =>
    loop(start, (place) => {
      const { waiting, jobs, source } = place;
      const enough = source === undefined ? fewJobs + 1 : 1;
      if (jobs === undefined || waiting.length >= enough) return TE.right(E.right(place));
      return pipe(
        jobs(env),
        TE.map(({ values, next }): Either<Place, Place> => {
          const listed = [...waiting, ...values];
          return E.left({ ...place, waiting: listed, jobs: E.isLeft(next) ? next.left : undefined });
        }),
      );
    });

/** Searches, unless the lists of the jobs cost no more. */
const decided =
  (place: Place, exact: boolean): ReaderTaskEither<Env, WorkflowError, Place> =>
  (env) => {
    const count = place.waiting.length;
    if (exact || count <= fewJobs) return TE.right({ ...place, source: {} });
    const wanted = wantedOf({}, env.clock.now());
    const found = new Map<string, readonly JobRun[]>();
    const keep = (run: JobRun) => () => {
      const runs = [...(found.get(run.jobId) ?? []), leanRun(run)];
      found.set(run.jobId, runs.length > 3 * forUsual ? decisive(runs) : runs);
    };
    return pipe(
      searchPages(wanted, count * searchPageSize),
      forEach(keep),
      RTE.map(
        E.match(
          ({ because }): Place => ({ ...place, source: { because } }),
          (unread): Place => ({ ...place, source: { found, unread } }),
        ),
      ),
    )(env);
  };

const overviews =
  ({ waiting, jobs, source = {}, failures }: Place): ReaderTaskEither<Env, WorkflowError, Step> =>
  (env) => {
    const now = env.clock.now();
    if ('found' in source) {
      const isOf = (job: Job) => (failure: RunFailure) => failure.jobId === job.id;
      const values = waiting.map((job) =>
        overviewOf(job, source.unread.some(isOf(job)) ? undefined : (source.found.get(job.id) ?? []), now),
      );
      const all = [...failures, ...waiting.flatMap((job) => source.unread.filter(isOf(job)))];
      const summary: RunSearchSummary = { source: 'search', failures: all };
      return TE.right({ values, next: onward({ waiting: [], jobs, source, failures: all }, summary) });
    }
    return pipe(
      parallel(atOnce)(waiting.slice(0, atOnce), runsOf)(env),
      TE.map((read) => {
        const values = read.flatMap(({ job, runs }) =>
          E.isLeft(runs) && runs.left._tag === 'NotFound'
            ? []
            : [overviewOf(job, E.isRight(runs) ? runs.right : undefined, now)],
        );
        const odd = read.flatMap(({ job, runs }): readonly RunFailure[] =>
          E.isLeft(runs) && runs.left._tag !== 'NotFound'
            ? [{ jobId: job.id, jobName: job.name, error: runs.left }]
            : [],
        );
        const all = [...failures, ...odd];
        const summary = defined({ source: 'lists' as const, because: source.because, failures: all });
        const place = { waiting: waiting.slice(atOnce), jobs, source, failures: all };
        return { values, next: onward(place, summary) };
      }),
    );
  };

const onward = (place: Place, summary: RunSearchSummary): Either<Place, RunSearchSummary> =>
  place.jobs === undefined && place.waiting.length === 0 ? E.right(summary) : E.left(place);

interface ReadJob {
  readonly job: Job;
  readonly runs: Either<WorkflowError, readonly JobRun[]>;
}

/** The newest runs of a job, one page as far as known; Left in the result: why they could not be read. */
const runsOf =
  (job: Job): ReaderTaskEither<Env, WorkflowError, ReadJob> =>
  (env) =>
    pipe(
      newestRuns(job.id, {}, () => true, forUsual)(env),
      TE.map(({ runs, unreadable }): ReadJob => ({
        job,
        runs:
          unreadable === 0
            ? E.right(runs)
            : E.left(undecodable(`${unreadable} of its runs do not match the API description`)),
      })),
      TE.orElse((error) => (endsAll(error) ? TE.left(error) : TE.right({ job, runs: E.left(error) }))),
    );
