/**
 * Runs benchmarks and prints one table for each: `npm run bench` for all, `npm run bench -- decode` for one.
 *
 * A benchmark is a file of this folder that exports `title` and `rows`, a function that returns rows or a promise of them:
 * `{ what, value, unit, goal, note }`. Only `what` and `value` are required. `goal` is `{ atMost }` or `{ atLeast }`.
 */
import { readdir } from 'node:fs/promises';
import { table } from './lib/table.js';

const files = await readdir(import.meta.dirname);
const known = files
  .filter((file) => file.endsWith('.js') && file !== 'main.js')
  .map((file) => file.slice(0, -'.js'.length))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));

if (unknown.length > 0) {
  process.stderr.write(`unknown benchmark ${unknown.join(', ')}; use ${known.join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : known) {
    const { title, rows } = await import(`./${name}.js`);
    process.stdout.write(`${name}: ${title}\n${table(await rows())}\n`);
  }
}
