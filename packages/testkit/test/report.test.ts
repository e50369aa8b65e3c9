import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { calls } from '../src/table/fault-case.js';
import { faults } from '../src/table/faults.js';
import { faultReport } from '../src/table/report.js';

const rows = Object.values(faults).flat();

it('the table has the faults 1 to 52, each with a form that befalls a call', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 52 }, (_, i) => i + 1));
  for (const { cases } of rows)
    expect(cases.some((form) => calls.some((call) => form[call] !== undefined))).toBe(true);
});

it('no form of a fault ever leaves two of what was made once, or makes again what may have been made', () => {
  const writes = rows.flatMap(({ cases }) =>
    cases.flatMap(({ start, create, delete: remove, scene, service = {} }) => [
      ...(remove === undefined ? [] : [{ ...remove, scene, others: 0, makes: false }]),
      ...(start === undefined
        ? []
        : [{ ...start, scene, others: service.foreign === true ? 1 : 0, makes: true }]),
      ...(create === undefined
        ? []
        : [{ ...create, scene, others: service.namesake === 'like' ? -1 : 0, makes: true }]),
    ]),
  );
  for (const { end, requests, done, scene, others, makes } of writes) {
    if (scene === 'two hundred callers' || scene === 'fifty callers') continue;
    if (makes && end === 'OutcomeUnknown, unknown') expect(requests).toBe(1);
    if (end === 'well') expect(done).toBe(1 + others);
    else expect(done).toBeLessThanOrEqual(1 + others);
  }
});

it('docs/reliability.md holds the table as it is: node scripts/reliability-report.js writes it', () => {
  const guide = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');
  expect(guide).toContain(`\n${faultReport()}\n`);
});
