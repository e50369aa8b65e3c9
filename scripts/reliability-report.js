// Generates the fault table in docs/reliability.md from the table that the tests play (packages/testkit/src/table).
// Replaces the text between two marks; --check only compares. Needs a build of packages/testkit.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultReport } from '../packages/testkit/dist/table/report.js';

const path = fileURLToPath(new URL('../docs/reliability.md', import.meta.url));
const begin = '<!-- prettier-ignore-start -->\n<!-- faults: written by scripts/reliability-report.js -->\n';
const end = '<!-- prettier-ignore-end -->\n';

const before = readFileSync(path, 'utf8');
const [from, to] = [before.indexOf(begin), before.indexOf(end)];
if (from < 0 || to < from) throw new Error(`${path} does not contain the marks of the fault table`);
const now = `${before.slice(0, from)}${begin}\n${faultReport()}\n${before.slice(to)}`;

if (!process.argv.includes('--check')) writeFileSync(path, now);
else if (before !== now) {
  console.error('docs/reliability.md is out of date: run node scripts/reliability-report.js');
  process.exitCode = 1;
}
