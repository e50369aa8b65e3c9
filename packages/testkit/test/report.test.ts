import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { faults } from '../src/table/faults.js';
import { faultReport } from '../src/table/report.js';

const rows = Object.values(faults).flat();

it('the table has the faults 1 to 52, each with a form that befalls a read or a start', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 52 }, (_, i) => i + 1));
  for (const { cases } of rows)
    expect(cases.some(({ read, start }) => read !== undefined || start !== undefined)).toBe(true);
});

it('no form of a fault ever leaves two runs of one start, or sends one twice that may have happened', () => {
  const starts = rows.flatMap(({ cases }) =>
    cases.flatMap(({ start, scene }) => (start === undefined ? [] : [{ ...start, scene }])),
  );
  for (const { end, requests, runs, scene } of starts) {
    if (scene === 'two hundred callers' || scene === 'fifty callers') continue;
    if (end === 'OutcomeUnknown, unknown') expect(requests).toBe(1);
    expect(runs).toBeLessThanOrEqual(end === 'well' ? 1 : 2);
    if (end === 'well') expect(runs).toBe(1);
  }
});

it('docs/reliability.md holds the table as it is: node scripts/reliability-report.js writes it', () => {
  const guide = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');
  expect(guide).toContain(`\n${faultReport()}\n`);
});
