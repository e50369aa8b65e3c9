import type { Markup } from './html.js';
import type { Look } from './look.js';
import type { JobView, RunView, View } from './view.js';
import type { Tick, Window } from './window.js';
import { count, counted, dateTime, percent } from './format.js';
import { html, nothing } from './html.js';
import { linkTo } from './links.js';
import { looks } from './look.js';
import { withMore } from './more.js';
import { placeOf, ticksOf } from './window.js';

const shown = 40;

/** One lane for each job, one bar for each run. Places are percentages, so that the lanes are as wide as the screen. */
export const timeline = ({ jobs, window }: View): Markup => {
  const drawn = jobs.filter(({ isDrawn }) => isDrawn);
  if (drawn.length === 0) return nothing;
  const ticks = ticksOf(window);
  return html`<section id="timeline" aria-labelledby="timeline-title">
    <h2 id="timeline-title">Timeline</h2>
    ${notDrawn(jobs)} ${legend} ${withMore(drawn, shown, 'job', (jobs) => lanes(jobs, window, ticks))}
  </section> `;
};

const notDrawn = (jobs: readonly JobView[]): Markup => {
  const number = jobs.filter(({ isDrawn, runs }) => !isDrawn && runs.length > 0).length;
  if (number === 0) return nothing;
  return html`<p class="muted">
    The charts leave out ${counted(number, 'job')}: jobs with a problem come first, then those that started
    first. The table of runs is complete.
  </p>`;
};

const legend = html`<ul class="legend" aria-label="Colors">
  ${looks.map(({ look, label }) => html`<li><i class="${look}"></i>${label}</li>`)}
  <li><i class="miss"></i>missed start</li>
</ul>`;

const lanes = (jobs: readonly JobView[], window: Window, ticks: readonly Tick[]): Markup =>
  html`<div class="gantt">
    <svg class="grid" aria-hidden="true">
      ${ticks.map(({ at }) => html`<line x1="${percent(at)}" x2="${percent(at)}" y2="100%" />`)}
    </svg>
    <svg class="axis" aria-hidden="true">${ticks.map(tickLabel)}</svg>
    ${jobs.map((job) => lane(job, window))}
  </div>`;

const tickLabel = ({ at, label }: Tick, n: number): Markup =>
  html`<text
    class="${n % 2 === 0 ? 'even' : 'odd'}${at > 0.95 ? ' last' : at < 0.05 ? ' first' : ''}"
    x="${percent(at)}"
    y="12"
    >${label}</text
  >`;

const lane = (job: JobView, window: Window): Markup => {
  const order = looks.map(({ look }) => look);
  const bars = job.runs.toSorted((a, b) => order.indexOf(a.look) - order.indexOf(b.look));
  return html`<p class="name">${linkTo(job)}</p>
    <svg class="lane" role="img" aria-label="${describe(job)}">
      ${bars.map((run) => bar(run, window))}${job.missedMs.map((ms) => missedMark(ms, window))}
    </svg> `;
};

/** As short as HTML permits: there are thousands. The script finds the row of `b12` by its number. */
const bar = ({ n, look, startMs, endMs }: RunView, window: Window): Markup => {
  if (startMs === undefined || endMs === undefined) return nothing;
  const [from, to] = [placeOf(window, startMs), placeOf(window, endMs)];
  // prettier-ignore
  return html`<rect id=b${n}${classOf(look)} x=${percent(from)} width=${percent(Math.max(to - from, 0.0005))} />`;
};

/** A lane has the color of completed runs. */
const classOf = (look: Look): Markup => (look === 'ok' ? nothing : html` class=${look}`);

const missedMark = (ms: number, window: Window): Markup =>
  html`<circle class="miss" cx="${percent(placeOf(window, ms))}" cy="11" r="5" />`;

const describe = ({ label, runs, missedMs }: JobView): string => {
  const failed = runs.filter(({ look }) => look === 'bad').length;
  const first = runs.find(({ startMs }) => startMs !== undefined)?.startMs;
  return [
    `${label}: ${counted(runs.length, 'run')}`,
    failed === 0 ? '' : `${count(failed)} failed`,
    missedMs.length === 0 ? '' : counted(missedMs.length, 'missed start'),
    first === undefined ? '' : `first start ${dateTime(first)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
};
