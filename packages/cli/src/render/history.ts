import type { JudgedHistory, PaceVerdict, RunOfHistory, Spread, Trend } from '@wxdi/sdk';
import type { Column } from './table.js';
import type { Style } from './style.js';
import type { Details } from './views.js';
import { bar } from './bar.js';
import { showSeconds } from './duration.js';
import { statusOf } from './run-diff.js';
import { showSign, showState, tintOf } from './run-state.js';
import { showTime } from './views.js';
import { visible } from './visible.js';

export const historyJson = ({ runs, trend, pace, usualSeconds, successRate, ...history }: JudgedHistory) => ({
  ...history,
  successRate: successRate ?? null,
  usualSeconds: usualSeconds ?? null,
  trend: statusOf(trend),
  pace: pace === undefined ? undefined : statusOf(pace),
  runs,
});

export const historyColumns: readonly Column<RunOfHistory>[] = [
  { header: 'ID', value: (run) => run.id },
  { header: 'STATE', value: (run) => run.state, show: (_run, state, style) => showState(state, style) },
  { header: 'CREATED', value: (run) => run.createdAt, show: (run) => showTime(run.createdAt) },
  { header: 'DURATION', value: (run) => run.seconds, show: (run) => seconds(run.seconds) },
  { header: 'QUEUED', value: (run) => run.queueSeconds, show: (run) => seconds(run.queueSeconds) },
  { header: 'READ', value: (run) => run.rowsRead, alignRight: true },
  { header: 'WRITTEN', value: (run) => run.rowsWritten, alignRight: true },
  { header: 'OUTLIER', value: (run) => (run.outlier === true ? 'outlier' : '') },
];

const seconds = (value: number | undefined): string => (value === undefined ? '' : showSeconds(value));

/** A history for a person: strips of the states and durations, oldest first, then the numbers. */
export const historyDetails = (history: JudgedHistory, style: Style, columns: number): Details => {
  const { runs, byState, finished, succeeded, successRate, duration, usualSeconds, pace } = history;
  const shown = runs.slice(0, Math.max(10, columns - 16)).toReversed();
  const [newest, oldest] = [runs[0], runs.at(-1)];
  const most = Math.max(...shown.map((run) => run.seconds ?? 0));
  return [
    ['Runs', `${runs.length}, from ${showTime(oldest?.createdAt)} to ${showTime(newest?.createdAt)}`],
    ['States', shown.map(({ state }) => showSign(state, style)).join('')],
    ['Durations', shown.map((run) => durationBar(run, most, style)).join('')],
    [
      'Success',
      successRate === undefined
        ? 'no run has finished'
        : `${succeeded} of ${finished} finished runs (${Math.floor(successRate * 100)} %)`,
    ],
    [
      'By state',
      Object.entries(byState)
        .map(([state, count]) => `${visible(state)} ${count}`)
        .join(', '),
    ],
    ['Duration', showSpread(duration, showSeconds, 'completed runs')],
    ['Usual', usualSeconds === undefined ? '' : showSeconds(usualSeconds)],
    ['Queue', showSpread(history.queue, showSeconds, 'runs with a start')],
    ['Rows read', showSpread(history.rowsRead, rows, 'completed runs')],
    ['Rows written', showSpread(history.rowsWritten, rows, 'completed runs')],
    ['Trend', showTrend(history.trend)],
    [
      'Outliers',
      listed(
        runs
          .filter(({ outlier }) => outlier === true)
          .map((run) => `${visible(run.id)} ${seconds(run.seconds)}`),
      ),
    ],
    ['Pace', pace === undefined ? '' : showPace(pace)],
  ];
};

const mostListed = 5;

const listed = (items: readonly string[]): string =>
  [
    ...items.slice(0, mostListed),
    ...(items.length > mostListed ? [`and ${items.length - mostListed} more`] : []),
  ].join(', ');

const durationBar = (run: RunOfHistory, most: number, style: Style): string =>
  run.seconds === undefined ? ' ' : style[tintOf(run.state) ?? 'dim'](bar(run.seconds, most));

const rows = (value: number): string => Math.round(value).toLocaleString('en-US');

const showSpread = (
  { count, p50, p95, least, most }: Spread,
  show: (value: number) => string,
  what: string,
): string => {
  if (least === undefined || most === undefined) return 'not known of any run';
  const range = `${show(least)} to ${show(most)} in ${count} ${what}`;
  if (p50 === undefined) return `${range}; too few for a median`;
  const high = p95 === undefined ? '; too few for p95' : `, p95 ${show(p95)}`;
  return p95 === undefined ? `p50 ${show(p50)}, ${range}${high}` : `p50 ${show(p50)}${high}, ${range}`;
};

const showTrend = (trend: Trend): string => {
  if (trend._tag === 'TooFew') return `too few completed runs: ${trend.count} of 10`;
  const factor = `the newer half takes ${trend.ratio.toFixed(2)} times as long as the older half`;
  return `${trend._tag.toLowerCase()}: ${factor}`;
};

/** The verdict on the newest run, or why there is none. */
export const showPace = (pace: PaceVerdict): string => {
  switch (pace._tag) {
    case 'NoRun':
      return 'no run has a duration';
    case 'NoUsual':
      return `no usual duration: ${pace.completed} completed runs of 5`;
    case 'Slow':
    case 'NotSlow': {
      const { runId, state, seconds: taken, usualSeconds, ratio } = pace.slowest;
      const what = `run ${visible(runId)} (${visible(state)})`;
      return `${what}: ${showSeconds(taken)}, ${ratio.toFixed(2)} times the usual ${showSeconds(usualSeconds)}`;
    }
  }
};
