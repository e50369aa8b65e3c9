import type { Markup } from './html.js';
import type { RunView, View } from './view.js';
import { count, counted, dateTime, duration } from './format.js';
import { html, nothing } from './html.js';

/**
 * All runs. The table is also the data of the script, which reads the cells. End tags that HTML lets out are left out,
 * since there are thousands of cells.
 */
export const table = ({ runs }: View): Markup => html`<section id="runs" aria-labelledby="runs-title">
<h2 id="runs-title">Runs</h2>
<form id="filter" role="search" aria-label="Runs" hidden>
<label>Find <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<label>Job <select name="job"><option value="">all</option></select></label>
<label>State <select name="state"><option value="">all</option></select></label>
<button type="reset">Clear</button>
</form>
<p class="muted"><output id="shown">${counted(runs.length, 'run')}</output></p>
<div class="scroll" role="region" aria-label="Table of runs" tabindex="0">
<table>
<thead><tr><th scope="col">Job<th scope="col">State<th scope="col" aria-sort="descending">Started<th scope="col" class="number">Duration<th scope="col" class="number">Rows read<th scope="col" class="number">Rows written<th scope="col">Run
<tbody>
${runs.map(row)}</table>
</div>
</section>
`;

// prettier-ignore
const row = (run: RunView): Markup => html`<tr${idOf(run)}><th>${run.jobLabel}<td${lookClass(run)}>${run.state}<td>${run.startMs === undefined ? '' : dateTime(run.startMs)}<td>${lasted(run)}<td>${number(run.rowsRead)}<td>${number(run.rowsWritten)}<td>${run.shortId}
`;

/** The script gives the other rows their ids. */
const idOf = ({ n, isLinked }: RunView): Markup => (isLinked ? html` id=r${n}` : nothing);

/** Without a class, the state has the look of a completed run. */
const lookClass = ({ look }: RunView): Markup => (look === 'ok' ? nothing : html` class=${look}`);

const lasted = ({ seconds, look }: RunView): string =>
  seconds === undefined ? '' : `${duration(seconds)}${look === 'act' ? ' so far' : ''}`;

const number = (value: number | undefined): string => (value === undefined ? '' : count(value));
