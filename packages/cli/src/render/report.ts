import type { FailedRun, Report } from '@wxdi/sdk';
import type { Style } from './style.js';
import type { Column } from './table.js';
import type { Details } from './views.js';
import { showSeconds } from './duration.js';
import { reasonText } from './run-facts.js';
import { showState } from './run-state.js';
import { showTime } from './views.js';
import { visible } from './visible.js';

/** The contract of JSON: without the jobs and runs that only the page shows. */
export const reportJson = ({ jobs: _, runs: _r, ...report }: Report): object => {
  const { since, until, total, byState, failed, slow, missed, running, stuck, unreadable, unjudged } = report;
  return { since, until, total, byState, failed, slow, missed, running, stuck, unreadable, unjudged };
};

/** What needs a look: one row for each. */
export interface ReportRow {
  readonly what: 'failed' | 'stuck' | 'missed' | 'slow' | 'running' | 'unreadable';
  /** The name, else the id. */
  readonly job: string;
  readonly run?: string;
  readonly state?: string;
  readonly at?: string | undefined;
  readonly seconds?: number | undefined;
  readonly usual?: number;
  readonly why?: string;
}

/** Those of most interest first. A run that is stuck is not among the running ones. */
export const reportRows = ({
  failed,
  stuck,
  missed,
  slow,
  running,
  unreadable,
  runs,
}: Report): readonly ReportRow[] => {
  const created = new Map(runs.map(({ id, createdAt }) => [id, createdAt]));
  const isStuck = new Set(stuck.map(({ run }) => run));
  const lasting =
    (what: ReportRow['what']) =>
    ({
      job,
      jobName = job,
      run,
      state,
      durationSeconds,
      usualSeconds,
    }: Report['slow'][number]): ReportRow => ({
      what,
      job: jobName,
      run,
      state,
      at: created.get(run),
      seconds: durationSeconds,
      usual: usualSeconds,
    });
  return [
    ...failed.map((one): ReportRow => {
      const { job, jobName = job, run, state, createdAt } = one;
      return { what: 'failed', job: jobName, run, state, at: createdAt, why: whyFailed(one) };
    }),
    ...stuck.map(lasting('stuck')),
    ...missed.map(({ jobName, at }): ReportRow => ({ what: 'missed', job: jobName, at })),
    ...slow.map(lasting('slow')),
    ...running
      .filter(({ run }) => !isStuck.has(run))
      .map(({ job, jobName = job, run, state, createdAt, durationSeconds }): ReportRow => ({
        what: 'running',
        job: jobName,
        run,
        state,
        at: createdAt,
        seconds: durationSeconds,
      })),
    ...unreadable.map(({ job = '', jobName = job, run = '', message }): ReportRow => ({
      what: 'unreadable',
      job: jobName,
      run,
      why: message,
    })),
  ];
};

/** The reasons of the service, then the first error of the log. */
const whyFailed = ({ reasons, firstError }: FailedRun): string =>
  [
    ...reasons.map(reasonText),
    ...(firstError === undefined ? [] : [[firstError.id, firstError.text].filter(Boolean).join(': ')]),
  ].join('; ');

const seconds = (value: number | undefined): string => (value === undefined ? '' : showSeconds(value));

export const reportColumns: readonly Column<ReportRow>[] = [
  { header: 'WHAT', value: ({ what }) => what, show: ({ what }, text, style) => style[tints[what]](text) },
  { header: 'JOB', value: ({ job }) => job },
  { header: 'RUN', value: ({ run }) => run, isId: true },
  {
    header: 'STATE',
    value: ({ state }) => state,
    show: ({ state }, safe, style) => (state === undefined ? '' : showState(safe, style)),
    optional: 1,
  },
  { header: 'TIME', value: ({ at }) => at, show: ({ at }) => showTime(at), optional: 4 },
  { header: 'DURATION', value: (row) => row.seconds, show: (row) => seconds(row.seconds), optional: 3 },
  { header: 'USUAL', value: ({ usual }) => usual, show: ({ usual }) => seconds(usual), optional: 2 },
  { header: 'REASON', value: ({ why }) => why, isLong: true },
];

const tints: Readonly<Record<ReportRow['what'], keyof Style>> = {
  failed: 'red',
  stuck: 'red',
  missed: 'yellow',
  slow: 'yellow',
  running: 'blue',
  unreadable: 'red',
};

/** The time, the numbers, and what was not judged. */
export const reportDetails = (report: Report, style: Style): Details => {
  const { since, until, total, byState, jobs, unjudged } = report;
  return [
    ['Time', `${showTime(since)} to ${showTime(until)}`],
    ['Jobs', String(jobs.length)],
    ['Runs', String(total)],
    ...Object.entries(byState).map(
      ([state, count], i) =>
        [i === 0 ? 'By state' : '', `${showState(visible(state), style)} ${count}`] as const,
    ),
    ...notJudged(unjudged).map((text, i) => [i === 0 ? 'Not judged' : '', text] as const),
  ];
};

/** What a reader could take for fine. */
export const notJudged = ({ durations, schedules }: Report['unjudged']): readonly string[] => [
  ...(durations === 0
    ? []
    : [
        `durations of ${counted(durations, 'job')}: fewer than 5 completed runs were read; see --usual-since`,
      ]),
  ...(schedules === 0
    ? []
    : [`schedules of ${counted(schedules, 'job')}: only the service understands them`]),
];

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
