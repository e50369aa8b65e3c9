import type { JobOverview } from '@wxdi/sdk';
import type { Column } from './table.js';
import { showSeconds } from './duration.js';
import { runSummary } from './run-diff.js';
import { showState } from './run-state.js';
import { jobView, showTime, type View } from './views.js';

const moment = (header: string, value: (row: JobOverview) => string | undefined): Column<JobOverview> => ({
  header,
  value,
  show: (row) => showTime(value(row)),
});

const seconds = (header: string, value: (row: JobOverview) => number | undefined): Column<JobOverview> => ({
  header,
  value,
  show: (row, safe) => (safe === '' ? '' : showSeconds(value(row) ?? 0)),
});

/** Columns of the job itself, by their names. */
const ofJob = (...headers: readonly string[]): readonly Column<JobOverview>[] =>
  jobView.columns
    .filter(({ header }) => headers.includes(header))
    .map(({ value, show: _, ...column }) => ({ ...column, value: ({ job }) => value(job) }));

/** Jobs with their last run. */
export const overviewView: View<JobOverview> = {
  name: ({ job }) => job.name,
  columns: [
    ...ofJob('ID', 'NAME', 'TYPE').map((column) => ({ ...column, ...(column.optional && { optional: 1 }) })),
    {
      header: 'STATE',
      // An empty state means that the job has no run.
      value: ({ lastRun, unread }) => (unread === true ? 'unknown' : lastRun?.state),
      show: ({ lastRun }, safe, style) => (lastRun === undefined ? safe : showState(safe, style)),
    },
    { ...moment('ENDED', ({ lastRun }) => lastRun?.finishedAt), optional: 4 },
    { ...seconds('USUAL', ({ usualSeconds }) => usualSeconds), optional: 2 },
    { ...moment('NEXT', ({ nextRunAt }) => nextRunAt), optional: 3 },
    { ...moment('STARTED', ({ lastRun }) => lastRun?.startedAt), extra: true },
    { ...seconds('DURATION', ({ lastRun }) => lastRun?.durationSeconds), extra: true },
    { header: 'RUN', value: ({ lastRun }) => lastRun?.id, extra: true },
    ...ofJob('SCHEDULE').map((column) => ({ ...column, extra: true })),
  ],
  details: () => [],
  json: ({ job, lastRun, usualSeconds, nextRunAt, unread }) => ({
    ...(jobView.json(job) as object),
    lastRun: lastRun === undefined ? null : runSummary(lastRun),
    usualSeconds: usualSeconds ?? null,
    nextRunAt: nextRunAt ?? null,
    unread,
  }),
};
