import type { ReportPageData } from './data.js';
import type { Markup } from './html.js';
import type { View } from './view.js';
import { count, dateMinute, percent } from './format.js';
import { html } from './html.js';
import { lookOf, looks } from './look.js';
import { compare } from './order.js';
import { lengthOf } from './window.js';

/** Title, window, and how many runs ended how. */
export const summary = (data: ReportPageData, { window }: View): Markup =>
  html`<header>
      <p class="brand">wxdi report</p>
      <h1><bdi>${titleOf(data)}</bdi></h1>
      <p class="muted">
        ${dateMinute(window.fromMs)} to ${dateMinute(window.toMs)} UTC (${lengthOf(window)}). All times are in
        UTC.
      </p>
    </header>
    <ul class="tiles">
      ${tile('runs', data.total, data.total === 1 ? 'run' : 'runs', 'plain')}
      ${tile('failed', data.failed.length, 'failed', 'bad')}
      ${tile('stuck', data.stuck.length, 'stuck', 'bad')}
      ${tile('missed', data.missed.length, data.missed.length === 1 ? 'missed start' : 'missed starts', 'bad')}
      ${tile('slow', data.slow.length, 'slow', 'warn')}
      ${tile('running', data.running.length, 'running', 'act')}
    </ul>
    ${states(data)}`;

export const titleOf = ({ project = '' }: Pick<ReportPageData, 'project'>): string =>
  project.trim() === '' ? 'All runs' : project;

const tile = (section: string, value: number, label: string, look: string): Markup =>
  value === 0
    ? html`<li class="none"><b>0</b> ${label}</li>`
    : html`<li class="${look}">
        <a href="#${section}"><b>${count(value)}</b> ${label}</a>
      </li>`;

/** A bar of the shares, and the numbers as text. Without the script, the links only lead to the table. */
const states = ({ byState }: ReportPageData): Markup => {
  const order = looks.map(({ look }) => look);
  const entries = Object.entries(byState)
    .filter(([, number]) => number > 0)
    .map(([state, number]) => ({ state, number, look: lookOf(state) }))
    .toSorted((a, b) => order.indexOf(a.look) - order.indexOf(b.look) || compare(a.state, b.state));
  const total = entries.reduce((sum, { number }) => sum + number, 0);
  if (total === 0) return html`<p>No runs in this time.</p>`;
  let before = 0;
  const shares = entries.map(({ number, look }) => {
    const x = percent(before / total);
    before += number;
    return html`<rect class="${look}" x="${x}" width="${percent(number / total)}" height="100%" />`;
  });
  const items = entries.map(
    ({ state, number, look }) =>
      html`<li>
        <a href="#runs" data-state="${state}"><i class="${look}"></i><bdi>${state}</bdi> ${count(number)}</a>
      </li>`,
  );
  return html`<svg class="shares" aria-hidden="true">${shares}</svg>
    <ul class="states">
      ${items}
    </ul>`;
};
