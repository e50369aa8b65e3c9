import type { ReportPageData } from './data.js';
import { script, scriptHash, style, styleHash } from '#assets';
import { dateMinute } from './format.js';
import { html, Markup } from './html.js';
import { jobs } from './jobs.js';
import { problems } from './problems.js';
import { summary, titleOf } from './summary.js';
import { table } from './table.js';
import { timeline } from './timeline.js';
import { viewOf } from './view.js';

/** Nothing is loaded, and only the script and the style of the page itself are used, whatever the data holds. */
const policy = [
  "default-src 'none'",
  `script-src '${scriptHash}'`,
  `style-src '${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Exactly the text whose hash the policy has. */
const styleElement = new Markup(`<style>${style}</style>`);
const scriptElement = new Markup(`<script>${script}</script>`);

/**
 * The report as one HTML file, to be written as UTF-8: summary, problems, a timeline by job, durations and rows of each
 * job, and a table of all runs. The page makes no request; without JavaScript, only sorting, filtering and tooltips are
 * missing. The same data gives the same page. Throws a RangeError if `since` or `until` is not a time, or if `since` is
 * later than `until`.
 */
export const reportPage = (data: ReportPageData): string => {
  const view = viewOf(data);
  const title = `${titleOf(data)}, ${dateMinute(view.window.toMs)} UTC`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          ${summary(data, view)} ${problems(data, view)}${timeline(view)}${jobs(view)}${table(view)}
        </main>
        <footer class="muted">Written by wxdi. This page is one file and loads nothing.</footer>
        ${scriptElement}
      </body>
    </html> `.text;
};
