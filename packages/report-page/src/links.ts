import type { Markup } from './html.js';
import type { JobView, RunView, View } from './view.js';
import { dateTime } from './format.js';
import { html } from './html.js';

/** Links inside the page. Names are isolated, so that one in another direction does not reorder what is beside it. */

export const jobLink = (view: View, id: string): Markup => {
  const job = view.jobOf(id);
  return job === undefined ? html`<bdi>${id}</bdi>` : linkTo(job);
};

export const linkTo = (job: JobView): Markup =>
  job.isDrawn && job.runs.length > 0
    ? html`<a href="#j${job.n}"><bdi>${job.label}</bdi></a>`
    : html`<bdi>${job.label}</bdi>`;

/** A link to the row of a run, as its start; the id alone if the run is not in the table. */
export const runLink = (view: View, id: string): Markup => {
  const run = view.runOf(id);
  return run === undefined ? html`<bdi>${id}</bdi>` : html`<a href="#r${run.n}">${startOf(run)}</a>`;
};

const startOf = ({ startMs, id }: RunView): string => (startMs === undefined ? id : dateTime(startMs));
