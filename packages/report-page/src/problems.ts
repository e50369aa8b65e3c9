import type { FailedRun, ReportPageData, SlowRun, StuckRun } from './data.js';
import type { Markup } from './html.js';
import type { View } from './view.js';
import { amount, count, counted, dateTime, duration, instant } from './format.js';
import { groupBy } from './group.js';
import { cut, html, lines, nothing } from './html.js';
import { jobLink, runLink } from './links.js';
import { withMore } from './more.js';

/** What needs a look: one section for each kind, none for a kind that did not happen. */
export const problems = (data: ReportPageData, view: View): readonly Markup[] => {
  const first = [
    section('unreadable', 'Not complete', 'These parts could not be read.', unreadable(data, view)),
    section('failed', 'Failed', 'Grouped by job and reason.', failed(data, view)),
  ];
  const others = [
    section('stuck', 'Stuck', 'Active for much longer than usual.', stuck(data, view)),
    section('missed', 'Missed', 'Scheduled, but no run was created.', missed(data, view)),
    section('slow', 'Slow', 'Slower than usual.', slow(data, view)),
    section('running', 'Running', 'Active at the end of this time.', running(data, view)),
  ];
  const isFine = [data.failed, data.stuck, data.missed, data.slow, data.unreadable].every(
    (list) => list.length === 0,
  );
  const fine =
    isFine && data.total > 0
      ? html`<p class="fine">No run failed, and no scheduled start was missed.</p>`
      : nothing;
  return [fine, ...first, html`<div class="columns">${others}</div>`];
};

const shown = 20;

/** The first entries, and the others behind a button that needs no script. */
const section = (id: string, title: string, note: string, items: readonly Markup[]): Markup => {
  if (items.length === 0) return nothing;
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="muted">${note}</p>
    ${withMore(items, shown, 'item', list)}
  </section> `;
};

const list = (items: readonly Markup[]): Markup =>
  html`<ul class="list">
    ${items}
  </ul>`;

const unreadable = ({ unreadable }: ReportPageData, view: View): readonly Markup[] =>
  unreadable.map(
    ({ job, message }) =>
      html`<li>
        ${job === undefined ? nothing : html`<h3>${jobLink(view, job)}</h3>`}
        <p class="message">${lines(brief(message))}</p>
      </li>`,
  );

/** Runs of one job that failed for the same reason are one entry: those with most runs first. */
const failed = ({ failed }: ReportPageData, view: View): readonly Markup[] =>
  [...groupBy(failed, (run) => `${run.job}\n${messageOf(run)}`).values()]
    .toSorted((a, b) => b.length - a.length)
    .map((runs) => failure(runs, view));

const failure = (runs: readonly FailedRun[], view: View): Markup => {
  const [run] = runs as readonly [FailedRun];
  const message = messageOf(run);
  const links = runs
    .slice(0, shown)
    .map(({ run, state }, at) => html`${at === 0 ? '' : ', '}${runLink(view, run)}${noteOf(state)}`);
  const more = runs.length > shown ? html` and ${count(runs.length - shown)} more` : nothing;
  return html`<li>
    <h3>${jobLink(view, run.job)} <span class="bad tag">${counted(runs.length, 'run')}</span></h3>
    <p class="message">${message === '' ? 'The service gave no reason.' : lines(message)}</p>
    <p class="muted">${links}${more}</p>
    ${explainCommand(run)}
  </li>`;
};

const noteOf = (state: string): Markup => (state === 'Failed' ? nothing : html` (<bdi>${state}</bdi>)`);

const messageOf = ({ reasons, firstError }: FailedRun): string => {
  const texts = reasons.map(({ code, message, description }) => joined(': ', code, message, description));
  return brief(joined('\n', ...texts, firstError && joined(': ', firstError.id, firstError.text)));
};

/** Without empty and repeated parts. */
const joined = (separator: string, ...parts: readonly (string | undefined)[]): string =>
  [...new Set(parts.map((part = '') => part.trim()))].filter((part) => part !== '').join(separator);

const brief = (text: string): string => cut(text, 600);

/** Only for ids that need no quotes in any shell. */
const explainCommand = ({ job, run }: FailedRun): Markup =>
  [job, run].every((id) => /^[\w][\w.-]*$/.test(id))
    ? html`<p><code>wxdi run explain ${job} ${run}</code></p>`
    : nothing;

const stuck = ({ stuck }: ReportPageData, view: View): readonly Markup[] =>
  stuck.map((run) => lasting(run, view));

const slow = ({ slow }: ReportPageData, view: View): readonly Markup[] =>
  slow.map((run) => lasting(run, view));

const lasting = ({ job, run, durationSeconds, usualSeconds }: SlowRun | StuckRun, view: View): Markup => {
  const [took, usual] = [amount(durationSeconds), amount(usualSeconds)];
  const compared =
    took === undefined || usual === undefined ? '' : `, usually ${duration(usual)}${times(took, usual)}`;
  return entry(view, job, run, `${took === undefined ? '' : `, ${duration(took)}`}${compared}`);
};

const times = (took: number, usual: number): string => {
  const ratio = amount(took / usual);
  return ratio === undefined ? '' : ` (${count(Math.round(ratio * 10) / 10)} times)`;
};

const running = ({ running }: ReportPageData, view: View): readonly Markup[] =>
  running.map(({ job, run }) => {
    const { state, seconds } = view.runOf(run) ?? {};
    return entry(
      view,
      job,
      run,
      `${state === undefined ? '' : `, ${state}`}${seconds === undefined ? '' : ` for ${duration(seconds)}`}`,
    );
  });

const entry = (view: View, job: string, run: string, facts: string): Markup =>
  html`<li>
    <h3>${jobLink(view, job)}</h3>
    <p>${runLink(view, run)}<bdi>${facts}</bdi></p>
  </li>`;

/** One entry for each job. */
const missed = ({ missed }: ReportPageData, view: View): readonly Markup[] =>
  [...groupBy(missed, ({ job }) => job)].map(([job, starts]) => {
    const times = starts.map(({ at }) => instant(at)).filter((ms) => ms !== undefined);
    const first = times.slice(0, shown).map(dateTime).join(', ');
    const more = times.length > shown ? ` and ${count(times.length - shown)} more` : '';
    return html`<li>
      <h3>${jobLink(view, job)}</h3>
      <p>${first}${more}</p>
    </li>`;
  });
