import { filterRuns } from './filter.js';
import { readRows } from './rows.js';
import { sortRuns } from './sort.js';
import { showTips } from './tips.js';

const table = document.querySelector('table');
if (table !== null) {
  const rows = readRows(table);
  const filter = filterRuns(rows);
  sortRuns(table, rows);
  showTips(rows, filter.reveal);
}
