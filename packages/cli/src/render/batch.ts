import type { BatchReport } from '@wxdi/sdk';
import type { Style } from './style.js';
import type { Details, View } from './views.js';
import { succeeded } from '@wxdi/sdk';
import { showSeconds } from './duration.js';
import { showReason } from './run-facts.js';
import { showState } from './run-state.js';
import { visible } from './visible.js';

/** What became of an order, in one word: the state of its run, if that has ended. */
export const wordFor = ({ state, ended }: BatchReport): string => ended ?? state;

/** Whether an order needs a look. */
export const isTrouble = ({ state, ended, error }: BatchReport): boolean =>
  (error !== undefined && !isStillActive(error)) ||
  state === 'unknown' ||
  state === 'refused' ||
  (ended !== undefined && !succeeded(ended));

/** Whether the wait for a run was ended, and the run continues. */
const isStillActive = ({ kind }: NonNullable<BatchReport['error']>): boolean =>
  kind === 'Aborted' || kind === 'DeadlineExceeded';

/** How many orders there are of each. */
const countsOf = (items: readonly BatchReport[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[wordFor(item)] = (counts[wordFor(item)] ?? 0) + 1;
  return counts;
};

/** `3 Completed, 1 Failed, 2 pending` */
export const countsText = (items: readonly BatchReport[]): string =>
  Object.entries(countsOf(items))
    .map(([word, count]) => `${count} ${visible(word)}`)
    .join(', ');

/** A batch in progress, as far as this process sees it. */
export interface BatchProgress {
  readonly orders: number;
  readonly ended: readonly BatchReport[];
  readonly active: number;
  /** Time since the beginning, in milliseconds. */
  readonly ms: number;
}

/** `120 of 3000 done, 8 running, 2 failed, 27/min, 1h 46m left` */
export const progressText = ({ orders, ended, active, ms }: BatchProgress): string => {
  const counts = `${ended.length} of ${orders} done, ${active} running, ${ended.filter(isTrouble).length} failed`;
  if (ended.length === 0 || ms <= 0) return counts;
  const perMinute = (ended.length * 60_000) / ms;
  const leftMs = ((orders - ended.length) * ms) / ended.length;
  return `${counts}, ${Math.round(perMinute)}/min, ${showSeconds(Math.round(leftMs / 1_000))} left`;
};

export const batchDetails = (batch: string, items: readonly BatchReport[], style: Style): Details => [
  ['Batch', visible(batch)],
  ['Orders', String(items.length)],
  ...Object.entries(countsOf(items)).map(
    ([word, count], at) =>
      [at === 0 ? 'By state' : '', `${showState(visible(word), style)} ${count}`] as const,
  ),
];

/** Why an order failed: the error of its start or wait, or the first reason of its run. */
const reasonFor = ({ error, reasons = [] }: BatchReport): string | undefined =>
  error?.message ?? (reasons[0] && showReason(reasons[0]));

export const batchView: View<BatchReport> = {
  name: ({ id }) => id,
  columns: [
    { header: 'ID', value: ({ id }) => id, isLong: true },
    { header: 'STATE', value: wordFor, show: (_item, state, style) => showState(state, style) },
    { header: 'JOB', value: ({ job }) => job, isId: true, optional: 2 },
    { header: 'RUN', value: ({ run }) => run, isId: true },
    { header: 'ATTEMPT', value: ({ attempt }) => attempt, alignRight: true, optional: 1 },
    { header: 'REASON', value: reasonFor, isLong: true },
  ],
  details: (item, style) => [
    ['Id', visible(item.id)],
    ['State', showState(visible(wordFor(item)), style)],
    ['Run', visible(item.run)],
  ],
  json: ({ id, key, job, state, run, attempt, ended, reasons, error }) => ({
    id,
    key,
    jobId: job,
    state,
    runId: run,
    attempt,
    ended,
    ...(reasons === undefined ? {} : { reasons }),
    ...(error === undefined ? {} : { error: { kind: error.kind, message: error.message } }),
  }),
};
