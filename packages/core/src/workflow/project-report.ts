import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { FailedRun, JobOfReport, Report, UnreadablePart } from '../analysis/report.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunLog } from '../domain/log-entry.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi, UnreadableRow } from '../ports/jobs-api.js';
import type { JobFilter } from './list-jobs.js';
import type { RunSearch } from './run-search.js';
import type { RunFailure } from './runs-of-jobs.js';
import type { RunSearchSummary } from './search-runs.js';
import type { SearchEnv } from './search-assets.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isErrorEntry } from '../analysis/messages.js';
import { reportOf } from '../analysis/report-of.js';
import { defined } from '../domain/defined.js';
import { isFinishedRun } from '../domain/job-run.js';
import { activeRunStates, succeeded } from '../domain/run-state.js';
import { parallel } from '../effect/parallel.js';
import { forEach } from '../effect/stream.js';
import { invalidInput, undecodable } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { instant, iso } from '../wire/time.js';
import { readLog } from './get-logs.js';
import { leanRun } from './newest-runs.js';
import { listJobs } from './list-jobs.js';
import { orFailure } from './read-evidence.js';
import { atOnce, endsAll } from './runs-of-jobs.js';
import { searchActive, searchRuns } from './search-runs.js';

/** What a report covers, and what is read for it. */
export interface ReportOptions {
  /** Begin of the window: ISO 8601 with its zone, or a date. Default: 24 hours before now. */
  readonly since?: string | undefined;
  /** End of the window. Default: now. */
  readonly until?: string | undefined;
  /** A predicate for the names of jobs. Default: all jobs. */
  readonly jobName?: ((name: string) => boolean) | undefined;
  /**
   * Reads the runs since this time too, to know the usual duration of jobs that run seldom. Default: `since`, so that it
   * is known only of jobs with 5 completed runs in the window.
   */
  readonly usualSince?: string | undefined;
  /** Reads the logs of this many failed runs, the newest ones, for their first error. Default: 0. */
  readonly errors?: number | undefined;
  /**
   * Reads only the lists, which are complete: two requests for each job. Without it, the newest runs may be missing, and
   * so may active runs that were created before the window and `usualSince`. Default: false.
   */
  readonly exact?: boolean | undefined;
}

/** A report, and where its runs come from. */
export interface ProjectReport extends Report, Pick<RunSearchSummary, 'source' | 'because'> {}

type Runs<Env> = Stream<Env, WorkflowError, JobRun, RunSearchSummary>;

/** What a report is made from: the service, or a copy of its runs. */
export interface ReportSource<Env> {
  readonly jobs: (filter: Pick<JobFilter, 'onUnreadable'>) => Stream<Env, WorkflowError, Job>;
  /** Runs in any order, each once. */
  readonly runs: (search: RunSearch) => Runs<Env>;
  /** Active runs, as far as they are known without reading all lists. Absent: none. */
  readonly active?: ((search: RunSearch) => Runs<Env>) | undefined;
  readonly log: (job: JobId, run: RunId) => ReaderTaskEither<Env, WorkflowError, RunLog>;
}

type ServiceEnv = SearchEnv & HasApi<'listJobs' | 'listRuns' | 'getRun' | 'getRunLogs'> & HasClock;

const service: ReportSource<ServiceEnv> = {
  jobs: listJobs,
  runs: searchRuns,
  active: searchActive,
  log: readLog,
};

/**
 * What happened in the project or space: runs by state, what failed, was slow, did not start, is running, is stuck. Parts
 * that could not be read are in `unreadable`. Of each run, only what the report needs is kept.
 *
 * Wire: `GET /v2/jobs`, then the requests of `searchRuns`; with `errors`, the logs of failed runs, eight at once.
 *
 * @example
 * ```ts
 * await runJob(job)(env)();
 * const report = await projectReport()(env)();
 * assert.deepEqual(report.right.byState, { Completed: 1 });
 * assert.deepEqual(report.right.unreadable, []);
 * ```
 */
export const projectReport = (
  options: ReportOptions = {},
): ReaderTaskEither<ServiceEnv, WorkflowError, ProjectReport> => reportFrom(service, options);

const dayMs = 86_400_000;
/** A start is judged by the runs around it. */
const aroundMs = 15 * 60_000;

/**
 * The same from any source of runs.
 *
 * @example
 * ```ts
 * const source = { jobs: listJobs, runs: searchRuns, log: readLog };
 * const report = await reportFrom(source)(env)();
 * assert.deepEqual(report.right.failed, []);
 * ```
 */
export const reportFrom =
  <Env extends HasCancel>(
    source: ReportSource<Env>,
    options: ReportOptions = {},
  ): ReaderTaskEither<Env & HasClock, WorkflowError, ProjectReport> =>
  (env) => {
    const nowMs = env.clock.now();
    const { since, until, usualSince, jobName, errors = 0, exact } = options;
    const sinceMs = since === undefined ? nowMs - dayMs : instant(since);
    const untilMs = until === undefined ? undefined : instant(until);
    const refused =
      refusalOf(rules.report, options) ??
      (sinceMs > Math.min(nowMs, untilMs ?? nowMs)
        ? invalidInput('invalid since: expected a time before until and now')
        : undefined);
    if (refused !== undefined) return TE.left(refused);
    const fromMs = Math.min(sinceMs - aroundMs, usualSince === undefined ? Infinity : instant(usualSince));
    return pipe(
      readJobs(source, jobName)(env),
      TE.flatMap(({ jobs, failures }) => {
        // The runs of a job that is not known are read too.
        const ofJobs = failures.length === 0 ? { jobs: jobs.map(({ id }) => id) } : { jobName };
        const window = {
          since: iso(Math.max(0, fromMs)),
          until: untilMs === undefined ? undefined : iso(Math.min(untilMs, nowMs + dayMs) + aroundMs),
        };
        const isNeeded = (run: JobRun): boolean =>
          !(instant(run.createdAt) < sinceMs - aroundMs) || succeeded(run.state) || !isFinishedRun(run);
        const isOlder = (run: JobRun): boolean => instant(run.createdAt) < fromMs;
        const older = { ...ofJobs, until: window.since };
        // A search that failed before is not tried again.
        const olderRuns = ({ because }: RunSearchSummary): Runs<Env> | undefined =>
          exact === true
            ? source.runs({ ...older, states: activeRunStates, exact })
            : because === undefined
              ? source.active?.(older)
              : undefined;
        return pipe(
          readRuns(source.runs({ ...window, ...ofJobs, exact }), isNeeded)(env),
          TE.flatMap((first) => {
            const rest = olderRuns(first.summary);
            if (rest === undefined) return TE.right([first]);
            return pipe(
              readRuns(rest, isOlder)(env),
              TE.map((second) => [first, second]),
            );
          }),
          TE.map((read): ProjectReport => {
            const unreadable = [...failures, ...read.flatMap(({ summary }) => summary.failures)];
            const report = reportOf(
              read.flatMap(({ runs }) => runs),
              jobs,
              { sinceMs, untilMs, nowMs, unreadable: unreadable.map(unreadablePart) },
            );
            return defined({
              ...report,
              source: read[0]?.summary.source ?? 'lists',
              because: read[0]?.summary.because,
            });
          }),
        );
      }),
      TE.flatMap((report) => withFirstErrors(source, report, errors)(env)),
    );
  };

interface ReadJobs {
  readonly jobs: readonly JobOfReport[];
  readonly failures: readonly RunFailure[];
}

/** The jobs that can be read. Only an error that concerns everything, or comes before the first job, is a Left. */
const readJobs =
  <Env>(
    source: ReportSource<Env>,
    isWanted: (name: string) => boolean = () => true,
  ): ReaderTaskEither<Env, WorkflowError, ReadJobs> =>
  (env) =>
    pipe(
      TE.fromIO(() => ({ jobs: [] as JobOfReport[], failures: [] as RunFailure[], seen: 0 })),
      TE.flatMap((read) => {
        const keep = (job: Job) => () => {
          read.seen += 1;
          if (isWanted(job.name)) read.jobs.push(jobOfReport(job));
        };
        const onUnreadable = ({ id, issues }: UnreadableRow): void => {
          const error = undecodable('the job does not match the API description', issues);
          read.failures.push({ jobId: id as JobId | undefined, error });
        };
        return pipe(
          forEach(keep)(source.jobs({ onUnreadable }))(env),
          TE.map(() => read),
          TE.orElse((error) =>
            endsAll(error) || read.seen === 0
              ? TE.left(error)
              : TE.right({ ...read, failures: [...read.failures, { error }] }),
          ),
        );
      }),
    );

const jobOfReport = (job: Job): JobOfReport => {
  const { configuration: _, parameters: _p, parameterSets: _s, description: _d, ...kept } = job;
  return kept;
};

interface ReadRuns {
  readonly runs: readonly JobRun[];
  readonly summary: RunSearchSummary;
}

const readRuns =
  <Env>(
    found: Runs<Env>,
    isNeeded: (run: JobRun) => boolean,
  ): ReaderTaskEither<Env, WorkflowError, ReadRuns> =>
  (env) =>
    pipe(
      TE.fromIO((): JobRun[] => []),
      TE.flatMap((runs) =>
        pipe(
          forEach((run: JobRun) => () => void (isNeeded(run) && runs.push(leanRun(run))))(found)(env),
          TE.map((summary) => ({ runs, summary })),
        ),
      ),
    );

const unreadablePart = ({ jobId, jobName, runId, error }: RunFailure): UnreadablePart =>
  defined({ job: jobId, jobName, run: runId, kind: error._tag, message: error.message });

/** The report with the first errors of the logs of its newest failed runs. */
const withFirstErrors =
  <Env extends HasCancel>(
    source: ReportSource<Env>,
    report: ProjectReport,
    count: number,
  ): ReaderTaskEither<Env, WorkflowError, ProjectReport> =>
  (env) =>
    pipe(
      parallel(atOnce)(report.failed.slice(0, count), (run) => firstErrorOf(source, run))(env),
      TE.map((read) => ({
        ...report,
        failed: report.failed.map((run, i) => ({ ...run, ...read[i]?.found })),
        unreadable: [...report.unreadable, ...read.flatMap(({ unread }) => unread ?? [])],
      })),
    );

interface FirstError {
  readonly found?: Pick<FailedRun, 'firstError'>;
  readonly unread?: UnreadablePart;
}

/** A run that failed before it was submitted has no log. */
const firstErrorOf = <Env>(
  { log }: ReportSource<Env>,
  { job, jobName, run }: FailedRun,
): ReaderTaskEither<Env, WorkflowError, FirstError> =>
  pipe(
    (env: Env) =>
      pipe(
        log(job, run)(env),
        TE.map(({ entries }): FirstError => {
          const first = entries.find(isErrorEntry);
          return first === undefined
            ? {}
            : { found: { firstError: defined({ id: first.id, text: first.text }) } };
        }),
      ),
    orFailure((failure): FirstError =>
      failure.kind === 'NotFound'
        ? {}
        : {
            unread: defined({
              job,
              jobName,
              run,
              kind: failure.kind,
              message: `the log cannot be read: ${failure.message}`,
            }),
          },
    ),
  );
