import type { Job } from '../domain/job.js';
import type { JobRun } from '../domain/job-run.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { defined } from '../domain/defined.js';
import { jobId } from '../domain/ids.js';
import { activeRunStates } from '../domain/run-state.js';
import { andThen, mapValues } from '../effect/stream.js';
import { refusalOf } from '../options/given.js';
import { runSearch } from '../options/rules.js';
import { listJobs } from './list-jobs.js';
import { isWanted, isWantedJob, needsLists, wantedOf, type RunSearch, type Wanted } from './run-search.js';
import { runsOfJobs, type JobRef, type RunFailure } from './runs-of-jobs.js';
import { searchPages } from './search-pages.js';
import type { SearchEnv } from './search-assets.js';

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
    if (needsLists(search)) return fromLists(wanted)(env);
    return pipe(
      searchPages(wanted),
      andThen(
        E.bimap(
          ({ because, done }) => fromLists(wanted, done, because),
          (failures): RunSearchSummary => ({ source: 'search', failures }),
        ),
      ),
    )(env);
  };

/** The runs of the lists, without those that were returned before. */
const fromLists = (
  wanted: Wanted,
  done: ReadonlySet<string> = new Set(),
  because?: string,
): Stream<Env, WorkflowError, JobRun, RunSearchSummary> =>
  pipe(
    inLists(wanted, done),
    andThen((failures) => E.right(defined({ source: 'lists' as const, because, failures }))),
  );

type JobRefs = Stream<HasApi<'listJobs'> & HasCancel, WorkflowError, JobRef>;

/** The lists of the jobs, without the runs that were returned before. */
const inLists = (
  wanted: Wanted,
  done: ReadonlySet<string>,
): Stream<Env, WorkflowError, JobRun, readonly RunFailure[]> => {
  const { jobs } = wanted;
  // The jobs of a listing are filtered before their runs are read.
  const ofRun: Wanted = jobs === undefined ? { ...wanted, type: undefined, jobName: undefined } : wanted;
  const matches = (run: JobRun): boolean => !done.has(run.id) && isWanted(ofRun, run) !== false;
  const all: JobRefs =
    jobs === undefined
      ? mapValues((page: readonly Job[]) => page.filter((job) => isWantedJob(wanted, job)))(listJobs())
      : () =>
          TE.right({ values: [...new Set(jobs)].map((id) => ({ id: jobId(id) })), next: E.right(undefined) });
  return mapValues((runs: readonly JobRun[]) => runs.filter(matches))(runsOfJobs(all, wanted));
};

/**
 * The active runs that the index knows, read again; none where it cannot tell, since it is not documented that it knows
 * states. For complete answers use `searchRuns`, which reads the lists.
 *
 * Wire: `POST /v2/asset_types/job_run/search`, and `GET` of each run found.
 *
 * @example
 * ```ts
 * await startRun(job)(env)();
 * const found = [];
 * await forEach((run) => () => void found.push(run.id))(searchActive({}))(env)();
 * assert.equal(found.length, 1);
 * ```
 */
export const searchActive =
  (search: Omit<RunSearch, 'states' | 'exact'>): FoundRuns =>
  (env) =>
    pipe(
      searchPages(wantedOf({ ...search, states: activeRunStates }, env.clock.now())),
      andThen((end) => E.right({ source: 'search' as const, failures: E.isLeft(end) ? [] : end.right })),
    )(env);
