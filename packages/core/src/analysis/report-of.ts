import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { JobOfReport, MissedStart, Report, ReportJob, ReportRun, UnreadablePart } from './report.js';
import { defined } from '../domain/defined.js';
import { isFinishedRun } from '../domain/job-run.js';
import { succeeded } from '../domain/run-state.js';
import { instant, iso } from '../wire/time.js';
import { countsByState } from './history.js';
import { missedFires } from './missed-fires.js';
import { elapsedSeconds, newestFirst } from './run-times.js';
import { isStuck, usualSeconds } from './usual.js';

/** The window of a report, as epoch milliseconds, and what could not be read. */
export interface ReportFrame {
  readonly sinceMs: number;
  /** Default: now. */
  readonly untilMs?: number | undefined;
  readonly nowMs: number;
  readonly unreadable?: readonly UnreadablePart[] | undefined;
}

/** Slower than this multiple of the usual duration, and by this many seconds: the service rounds to seconds. */
const slowFactor = 1.5;
const leastSlowSeconds = 60;

/**
 * The report of some runs, each given once. Runs that were created before the window decide what is usual; active ones
 * among them are reported as running. The order of runs and jobs does not matter.
 *
 * @example
 * ```ts
 * const report = reportOf([], [], { sinceMs: Date.UTC(2026, 0, 1), nowMs: Date.UTC(2026, 0, 2) });
 * assert.deepEqual([report.since, report.total, report.failed], ['2026-01-01T00:00:00Z', 0, []]);
 * ```
 */
export const reportOf = (
  given: readonly JobRun[],
  jobs: readonly JobOfReport[],
  { sinceMs, untilMs = Infinity, nowMs, unreadable = [] }: ReportFrame,
): Report => {
  const timed = newestFirst(given)
    .map((run) => ({ run, at: instant(run.createdAt), active: isActive(run) }))
    .filter(({ at }) => !(at >= untilMs));
  const runs = timed.map(({ run }) => run);
  // A run whose time is not known is better shown than lost.
  const inWindow = timed.filter(({ at }) => !(at < sinceMs)).map(({ run }) => run);
  const shown = timed.filter(({ at, active }) => active || !(at < sinceMs)).map(({ run }) => run);
  const usual = usualByJob(runs);
  const names = namesOf(jobs, runs);
  const of = ({ jobId, id }: JobRun) => ({ job: jobId, jobName: names.get(jobId), run: id });
  const lasting = (run: JobRun) => {
    const [durationSeconds, usualOfJob] = [elapsedSeconds(run, nowMs), usual.get(run.jobId)];
    if (durationSeconds === undefined || usualOfJob === undefined) return [];
    return [defined({ ...of(run), state: run.state, durationSeconds, usualSeconds: usualOfJob })];
  };
  const stuck = shown.filter((run) => isStuck(run, usual.get(run.jobId), nowMs));
  const active = shown.filter(isActive);
  const judged = shown.filter((run) => isActive(run) || succeeded(run.state));
  const end = Math.min(untilMs, nowMs);
  const starts = missedStarts(given, jobs, { sinceMs, untilMs: end }, unreadable);
  return defined({
    project: jobs.map(({ projectName, spaceName }) => projectName ?? spaceName).find((name) => name),
    since: iso(sinceMs),
    until: iso(end),
    total: inWindow.length,
    byState: countsByState(inWindow),
    failed: inWindow.filter(hasFailed).map((run) => {
      const { state, createdAt, reasons = [] } = run;
      return defined({ ...of(run), state, createdAt, reasons });
    }),
    slow: judged
      .filter((run) => !stuck.includes(run))
      .flatMap(lasting)
      .filter(({ durationSeconds: took, usualSeconds: usually }) => isSlow(took, usually)),
    missed: starts.missed,
    running: active.map((run) => {
      const { state, createdAt } = run;
      return defined({ ...of(run), state, createdAt, durationSeconds: elapsedSeconds(run, nowMs) });
    }),
    stuck: stuck.flatMap(lasting),
    unreadable,
    unjudged: {
      durations: new Set(judged.map(({ jobId }) => jobId).filter((id) => !usual.has(id))).size,
      schedules: starts.unknown,
    },
    jobs: jobsOf(jobs, names, usual),
    runs: shown.map(reportRun),
  });
};

const isSlow = (took: number, usually: number): boolean =>
  took > slowFactor * usually && took - usually >= leastSlowSeconds;

/** An unknown state with an end time is not active. */
const isActive = (run: JobRun): boolean => !isFinishedRun(run) && run.finishedAt === undefined;

const hasFailed = ({ state }: JobRun): boolean => state === 'Failed' || state === 'CompletedWithErrors';

const byJob = (runs: readonly JobRun[]): ReadonlyMap<JobId, readonly JobRun[]> => {
  const groups = new Map<JobId, JobRun[]>();
  for (const run of runs) {
    const group = groups.get(run.jobId);
    if (group === undefined) groups.set(run.jobId, [run]);
    else group.push(run);
  }
  return groups;
};

const usualByJob = (runs: readonly JobRun[]): ReadonlyMap<JobId, number> =>
  new Map(
    [...byJob(runs)].flatMap(([job, ofJob]) => {
      const seconds = usualSeconds(ofJob);
      return seconds === undefined ? [] : [[job, seconds] as const];
    }),
  );

/** The name that a job has now, else the one that its newest run has. */
const namesOf = (jobs: readonly JobOfReport[], runs: readonly JobRun[]): ReadonlyMap<JobId, string> =>
  new Map([
    ...runs.toReversed().flatMap(({ jobId, jobName }) => (jobName ? [[jobId, jobName] as const] : [])),
    ...jobs.map(({ id, name }) => [id, name] as const),
  ]);

const jobsOf = (
  jobs: readonly JobOfReport[],
  names: ReadonlyMap<JobId, string>,
  usual: ReadonlyMap<JobId, number>,
): readonly ReportJob[] => {
  const known = new Map(jobs.map((job) => [job.id, job]));
  return [...names]
    .map(([id, name]) =>
      defined({
        id,
        name,
        type: known.get(id)?.type,
        usualSeconds: usual.get(id),
        nextStartAt: known.get(id)?.futureScheduledRuns?.[0],
      }),
    )
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
};

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Not of a job whose runs could not be read: they may be there. */
const missedStarts = (
  runs: readonly JobRun[],
  jobs: readonly JobOfReport[],
  window: { readonly sinceMs: number; readonly untilMs: number },
  unreadable: readonly UnreadablePart[],
): { readonly missed: readonly MissedStart[]; readonly unknown: number } => {
  const runsOf = byJob(runs);
  const unread = new Set(unreadable.map(({ job }) => job));
  const isJudged = unreadable.every(({ job }) => job !== undefined);
  const judged = (isJudged ? jobs : [])
    .filter(({ id }) => !unread.has(id))
    .map((job) => ({ job, fires: missedFires(job, runsOf.get(job.id) ?? [], window) }));
  const missed = judged.flatMap(({ job: { id, name }, fires }) =>
    fires._tag === 'Judged' ? fires.missed.map((at) => ({ job: id, jobName: name, at })) : [],
  );
  return {
    // All times have the same form: whole seconds in UTC.
    missed: missed.toSorted((a, b) => compare(b.at, a.at) || compare(a.job, b.job)),
    unknown: judged.filter(({ fires }) => fires._tag === 'UnknownSchedule').length,
  };
};

const reportRun = (run: JobRun): ReportRun => {
  const { id, jobId, state, createdAt, startedAt, finishedAt, durationSeconds, rowsRead, rowsWritten } = run;
  return defined({
    id,
    jobId,
    state,
    createdAt,
    startedAt,
    finishedAt,
    durationSeconds,
    rowsRead,
    rowsWritten,
  });
};
