import type { JobRun } from '../domain/job-run.js';
import type { JobOverview } from './job-overview.js';
import { instant } from '../wire/time.js';
import { elapsedSeconds } from './run-times.js';

/** What rows are compared by: the first member that differs decides. Smaller is first. */
export type SortKey = readonly (number | string)[];

/**
 * Rows in the order of their keys, which are made once. Rows with the same key keep their order. `reverse` gives exactly
 * the opposite order of keys, so what is not known is first then.
 */
export const sortRows = <Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => SortKey,
  reverse = false,
): readonly Row[] => {
  const sign = reverse ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => sign * compareKeys(a.key, b.key))
    .map(({ row }) => row);
};

const compareKeys = (a: SortKey, b: SortKey): number => {
  const at = a.findIndex((part, i) => part !== b[i]);
  const [left = 0, right = 0] = [a[at], b[at]];
  return at < 0 ? 0 : left < right ? -1 : 1;
};

/**
 * What runs are sorted by: `started` and `finished` newest first, `duration` longest first, `job` by the name of the job
 * from A to Z. A run that has not begun is sorted by its creation; an active run has the duration so far, and no end.
 */
export type RunSort = 'started' | 'finished' | 'duration' | 'job';

/** The key of a run. What is not known is last. No two runs have the same key. */
export const runSortKey =
  (by: RunSort, nowMs: number) =>
  (run: JobRun): SortKey => {
    const started = descending(instant(run.startedAt ?? run.createdAt));
    return [...keyBy[by](run, nowMs), started, run.id];
  };

const keyBy: Readonly<Record<RunSort, (run: JobRun, nowMs: number) => SortKey>> = {
  started: () => [],
  finished: ({ finishedAt }) => [descending(instant(finishedAt))],
  duration: (run, nowMs) => [descending(elapsedSeconds(run, nowMs))],
  job: ({ jobName, jobId }) => nameKey(jobName, jobId),
};

/** Greater is first; what is not known is last. */
const descending = (value = Number.NaN): number => (Number.isNaN(value) ? Infinity : -value);

const ascending = (value = Number.NaN): number => (Number.isNaN(value) ? Infinity : value);

/** Upper and lower case matter only for names that are otherwise the same. */
const nameKey = (name: string | undefined, id: string): SortKey => [
  name === undefined ? 1 : 0,
  (name ?? '').toLowerCase(),
  name ?? '',
  id,
];

/**
 * What jobs are sorted by: `name` from A to Z, `last-run` by the start of the last run, newest first, `usual` by the usual
 * duration, longest first, `next-run` by the next start, soonest first.
 */
export type JobSort = 'name' | 'last-run' | 'usual' | 'next-run';

/** The key of a job. What is not known is last. No two jobs have the same key. */
export const jobSortKey =
  (by: JobSort) =>
  ({ job, lastRun, usualSeconds, nextRunAt }: JobOverview): SortKey => {
    const first: Readonly<Record<JobSort, SortKey>> = {
      name: [],
      'last-run': [descending(instant(lastRun?.startedAt ?? lastRun?.createdAt))],
      usual: [descending(usualSeconds)],
      'next-run': [ascending(instant(nextRunAt))],
    };
    return [...first[by], ...nameKey(job.name, job.id)];
  };
