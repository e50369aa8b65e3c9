import type { Markup } from './html.js';
import type { JobView, RunView, View } from './view.js';
import type { Window } from './window.js';
import { count, counted, dateMinute, duration } from './format.js';
import { html, nothing } from './html.js';
import { looks } from './look.js';
import { disclosure, withMore } from './more.js';
import { placeOf } from './window.js';

const shown = 24;

/** For each job with runs: durations with the usual one, and rows; then the jobs without runs. */
export const jobs = ({ jobs, window }: View): Markup => {
  const [ran, idle] = [
    jobs.filter(({ isDrawn, runs }) => isDrawn && runs.length > 0),
    jobs.filter(({ runs }) => runs.length === 0),
  ];
  if (jobs.length === 0) return nothing;
  return html`<section id="jobs" aria-labelledby="jobs-title">
    <h2 id="jobs-title">Jobs</h2>
    ${ran.length === 0 ? nothing : html`<p class="muted">Duration and rows of each run from ${dateMinute(window.fromMs)} to ${dateMinute(window.toMs)}. The dashed line is the usual duration: the median of the last completed runs.</p>`}
    ${withMore(ran, shown, 'job', (jobs) => html`<div class="cards">${jobs.map((job) => card(job, window))}</div>`)}
    ${idle.length === 0 ? nothing : disclosure(`${counted(idle.length, 'job')} without runs`, idleJobs(idle))}
  </section> `;
};

const idleJobs = (jobs: readonly JobView[]): Markup =>
  html`<ul class="idle">
    ${jobs.map(idleJob)}
  </ul>`;

const idleJob = (job: JobView): Markup =>
  html`<li><bdi>${job.label}</bdi> <span class="muted">${factsOf(job).join(', ')}</span></li>`;

const factsOf = ({ type, nextStartMs }: JobView): readonly string[] => [
  ...(type === undefined || type === '' ? [] : [type]),
  ...(nextStartMs === undefined ? [] : [`next start ${dateMinute(nextStartMs)}`]),
];

const card = (job: JobView, window: Window): Markup =>
  html`<article class="card" id="j${job.n}" aria-labelledby="n${job.n}">
    <h3 id="n${job.n}"><bdi>${job.label}</bdi></h3>
    <p class="muted">
      <a href="#runs" data-job="${job.label}">${counted(job.runs.length, 'run')}</a
      >${factsOf(job).map((fact) => html`, <bdi>${fact}</bdi>`)}
    </p>
    ${durations(job, window)}${rows(job, window)}
  </article> `;

/** The charts are 1,000 wide and 100 high, and stretched; strokes are not. */
const width = 1_000;
const height = 100;

interface Point {
  readonly run: RunView;
  readonly x: number;
  readonly value: number;
}

const pointsOf = (
  runs: readonly RunView[],
  window: Window,
  valueOf: (run: RunView) => number | undefined,
): readonly Point[] =>
  runs.flatMap((run) => {
    const value = valueOf(run);
    if (value === undefined || run.startMs === undefined) return [];
    return [{ run, x: Math.round(placeOf(window, run.startMs) * width), value }];
  });

const durations = (job: JobView, window: Window): Markup => {
  const points = pointsOf(job.runs, window, ({ seconds }) => seconds);
  if (points.length === 0) return nothing;
  const { usualSeconds: usual } = job;
  const longest = greatest(points);
  const y = heightOf(Math.max(longest, usual ?? 0));
  const line = usual === undefined ? nothing : html`<path class="usual" d="M0 ${y(usual)}H${width}" />`;
  const facts = `${usual === undefined ? 'no usual duration yet' : `usually ${duration(usual)}`}, longest ${duration(longest)}`;
  return chart(
    'Duration',
    'dots',
    facts,
    html`${line}${paths(points, ({ x, value }) => `M${x} ${y(value)}h0`)}`,
  );
};

const rowsOf = ({ rowsRead, rowsWritten }: RunView): number | undefined => rowsWritten ?? rowsRead;

const rows = ({ runs }: JobView, window: Window): Markup => {
  const points = pointsOf(runs, window, rowsOf);
  if (points.length === 0) return nothing;
  const most = greatest(points);
  const y = heightOf(most);
  const label = points.some(({ run }) => run.rowsWritten !== undefined) ? 'Rows written' : 'Rows read';
  return chart(
    label,
    'bars',
    `at most ${count(most)}`,
    html`${paths(points, ({ x, value }) => `M${x} ${height}V${y(value)}`)}`,
  );
};

const greatest = (points: readonly Point[]): number =>
  points.reduce((most, { value }) => Math.max(most, value), 0);

/** 0 is at the bottom; the greatest value is a little below the top. */
const heightOf =
  (greatest: number) =>
  (value: number): number =>
    Math.round(height * (1 - (greatest === 0 ? 0 : (value / greatest) * 0.94)));

/** One path for each color. */
const paths = (points: readonly Point[], draw: (point: Point) => string): readonly Markup[] =>
  looks.flatMap(({ look }) => {
    const own = points.filter(({ run }) => run.look === look);
    return own.length === 0 ? [] : [html`<path class="${look}" d="${own.map(draw).join('')}" />`];
  });

const chart = (label: string, kind: string, facts: string, content: Markup): Markup =>
  html`<figure>
    <figcaption>${label} <span class="muted">${facts}</span></figcaption>
    <svg class="${kind}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
      ${content}
    </svg>
  </figure> `;
