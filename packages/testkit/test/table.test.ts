import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { everyCase } from '../src/table/every-case.js';
import { calls } from '../src/table/fault-case.js';
import { faults, type FaultKind } from '../src/table/faults.js';
import { faultReport } from '../src/table/report.js';
import { scenes } from '../src/table/scene.js';
import { settings } from '../src/world/settings.js';

const kinds = Object.keys(faults) as FaultKind[];
const rows = Object.values(faults).flat();

it('the table has the faults 1 to 55, each with a case that ends a call', () => {
  expect(rows.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 55 }, (_, i) => i + 1),
  );
  for (const { cases } of rows)
    expect(cases.some((form) => calls.some((call) => form[call] !== undefined))).toBe(true);
});

it('every test of the table has a title of its own', () => {
  const titles = [...everyCase(...kinds)].map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

it('an ending counts the runs of a start, the jobs of a creation or the deleted jobs of a deletion', () => {
  const effects = { read: [], start: ['runs'], create: ['jobs'], delete: ['deleted'] };
  for (const { call, expected, title } of everyCase(...kinds)) {
    const counted = ['runs', 'jobs', 'deleted'].filter((name) => name in expected);
    expect(counted, title).toEqual(effects[call]);
  }
});

it('every scene is in the table, and scenes and their settings are in its order', () => {
  const used = [...everyCase(...kinds)].flatMap(({ faultCase: { scene } }) => scene ?? []);
  expect(scenes).toEqual([...new Set(used)]);
  expect(Object.keys(settings)).toEqual(scenes);
});

it('no fault makes anything twice, or repeats a request whose outcome is unknown', () => {
  for (const { faultCase, call, expected, title } of everyCase(...kinds)) {
    const { scene, service = {} } = faultCase;
    if (call === 'read' || scene === 'two hundred callers' || scene === 'fifty callers') continue;
    // These have several attempts, or a run that was deleted.
    if (scene?.startsWith('key ') === true) continue;
    const { end, requests, runs, jobs, deleted } = expected;
    const others = {
      start: service.foreign === true ? 1 : 0,
      create: service.namesake === 'like' ? -1 : 0,
      delete: 0,
    };
    const effects = runs ?? jobs ?? deleted;
    if (call !== 'delete' && end === 'OutcomeUnknown, unknown') expect(requests, title).toBe(1);
    if (end === 'ok') expect(effects, title).toBe(1 + others[call]);
    else expect(effects, title).toBeLessThanOrEqual(1 + others[call]);
  }
});

it('docs/reliability.md contains the table: node scripts/reliability-report.js writes it', () => {
  const guide = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');
  expect(guide).toContain(`\n${faultReport()}\n`);
});
