import type { JobRun } from '../domain/job-run.js';
import { defined } from '../domain/defined.js';
import { isFinishedRun } from '../domain/job-run.js';
import { succeeded } from '../domain/run-state.js';
import { elapsedSeconds, newestFirst, queueSeconds } from './run-times.js';
import { outlierTest, spreadOf, trendOf, type Spread, type Trend } from './spread.js';
import { usualSeconds } from './usual.js';

/** A run in a history. */
export type RunOfHistory = Pick<
  JobRun,
  | 'id'
  | 'name'
  | 'state'
  | 'scheduled'
  | 'createdAt'
  | 'startedAt'
  | 'finishedAt'
  | 'rowsRead'
  | 'rowsWritten'
> & {
  /** How long it took; of an active run, how long it has taken so far. */
  readonly seconds?: number;
  /** Seconds from its creation to the beginning of its execution. */
  readonly queueSeconds?: number;
  /** Whether its duration is unusual for the completed runs of the history. */
  readonly outlier?: boolean;
};

/** What the runs of a job show together. Statistics of too few runs are absent. */
export interface JobHistory {
  /** Newest first. */
  readonly runs: readonly RunOfHistory[];
  /** Number of runs by state. */
  readonly byState: { readonly [state: string]: number };
  /** Number of finished runs, and of those that completed, with warnings or without. */
  readonly finished: number;
  readonly succeeded: number;
  /** `succeeded` divided by `finished`; absent if no run has finished. */
  readonly successRate?: number;
  /** Of completed runs, in seconds. */
  readonly duration: Spread;
  /** Of all runs that began, in seconds. */
  readonly queue: Spread;
  /** Of completed runs. */
  readonly rowsRead: Spread;
  readonly rowsWritten: Spread;
  /** Of the durations of completed runs. */
  readonly trend: Trend;
  /** The usual duration of the job in seconds: the median of its last 20 completed runs, from 5 on. */
  readonly usualSeconds?: number;
}

/**
 * The history of a job, from some of its runs. The order of the runs does not matter.
 *
 * @example
 * ```ts
 * const history = historyOf([], 0);
 * assert.equal(history.successRate, undefined);
 * assert.deepEqual(history.duration, { count: 0 });
 * ```
 */
export const historyOf = (runs: readonly JobRun[], nowMs: number): JobHistory => {
  const sorted = newestFirst(runs);
  const finished = sorted.filter(isFinishedRun);
  const completed = finished.filter(({ state }) => succeeded(state));
  const durations = completed.flatMap((run) => elapsedSeconds(run, nowMs) ?? []);
  const isOutlier = outlierTest(durations);
  return defined({
    runs: sorted.map((run) => runOfHistory(run, nowMs, isOutlier)),
    byState: countsByState(sorted),
    finished: finished.length,
    succeeded: completed.length,
    successRate: finished.length === 0 ? undefined : completed.length / finished.length,
    duration: spreadOf(durations),
    queue: spreadOf(sorted.flatMap((run) => queueSeconds(run) ?? [])),
    rowsRead: spreadOf(completed.flatMap(({ rowsRead }) => rowsRead ?? [])),
    rowsWritten: spreadOf(completed.flatMap(({ rowsWritten }) => rowsWritten ?? [])),
    trend: trendOf(durations.toReversed()),
    usualSeconds: usualSeconds(completed),
  });
};

export const countsByState = (runs: readonly JobRun[]): JobHistory['byState'] => {
  const counts = new Map<string, number>();
  for (const { state } of runs.toSorted((a, b) => (a.state < b.state ? -1 : a.state > b.state ? 1 : 0)))
    counts.set(state, (counts.get(state) ?? 0) + 1);
  return Object.fromEntries(counts);
};

const runOfHistory = (run: JobRun, nowMs: number, isOutlier: (seconds: number) => boolean): RunOfHistory => {
  const { id, name, state, scheduled, createdAt, startedAt, finishedAt, rowsRead, rowsWritten } = run;
  const seconds = elapsedSeconds(run, nowMs);
  return defined({
    id,
    name,
    state,
    scheduled,
    createdAt,
    startedAt,
    finishedAt,
    rowsRead,
    rowsWritten,
    seconds,
    queueSeconds: queueSeconds(run),
    outlier: seconds !== undefined && succeeded(state) && isOutlier(seconds) ? true : undefined,
  });
};
