import type { Jobs } from '@wxdi/sdk';
import type { Fault } from '@wxdi/simulator/faults';
import type { Circumstances } from '@wxdi/testkit';
import { faultRoutes, jobId } from '@wxdi/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOf, world } from '../faults/world.js';
import { patience, slices } from './slices.js';

const json = { 'content-type': 'application/json' };
const cut = fc.constantFrom<Fault>(
  { wire: { reset: 'start' } },
  { wire: { close: 'start' } },
  { processed: true, wire: { reset: 'start' } },
  { processed: true, wire: { close: 'start' } },
  { wire: { reset: 'head' } },
  { wire: { close: 'body-start' } },
  { wire: { reset: 'body' } },
  { wire: { truncate: 7 } },
);
const answered = fc.record({
  processed: fc.boolean(),
  answer: fc.constantFrom(
    { status: 408 },
    { status: 500 },
    { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' },
    { status: 503, headers: { 'retry-after': '3' } },
    { status: 504 },
  ),
});
const malformed = fc.constantFrom<Fault>(
  { processed: true, answer: { status: 201, headers: json, body: '{"metadata":' } },
  { processed: true, answer: { status: 201, headers: json, body: 'null' } },
  { answer: { status: 200, headers: json, body: '<html>' } },
);
const refused = fc.constantFrom<Fault>(
  { answer: { status: 400 } },
  { answer: { status: 403 } },
  { answer: { status: 429, headers: { 'retry-after': '1' } } },
  { call: 'every', answer: { status: 429 } },
  { call: 'every', answer: { status: 401 } },
);
const onStart = fc
  .oneof(cut, answered, malformed, refused)
  .map((fault) => ({ ...faultRoutes.start, ...fault }));
const onRead = fc
  .tuple(
    fc.constantFrom(faultRoutes.runs, faultRoutes.run),
    fc.integer({ min: 1, max: 4 }),
    fc.oneof(cut, answered),
  )
  .map(([route, call, fault]): Fault => ({ ...route, call, ...fault }));

const circumstances: fc.Arbitrary<Circumstances> = fc.record(
  {
    lagMs: fc.nat(10_000),
    lateMs: fc.nat(45_000),
    keeps: fc.constantFrom(0, 9, 200),
  },
  { requiredKeys: [] },
);

/** Starts a run as one of many: the handle of its report, or its error. The limit leaves time for the whole start. */
const oneOfMany = async (jobs: Jobs): Promise<unknown> => {
  const [report] = await jobs.runMany([{ job: jobId, key: 'k' }], { timeoutMs: 400_000 });
  if (report?.error !== undefined && report.handle === undefined) throw report.error;
  return report?.handle;
};

it(
  `${slices.starts} starts over real sockets, with faults: no two runs, and every report is correct`,
  patience,
  async () => {
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.option(onStart, { freq: 5, nil: undefined }),
        fc.array(onRead, { maxLength: 3 }),
        circumstances,
        fc.boolean(),
        fc.boolean(),
        async (fault, onReads, service, again, many) => {
          const script = [...(fault === undefined ? [] : [fault]), ...onReads];
          const made = await world(script, { service, unusedFaults: true });
          const { jobs } = made.client;
          const start = () => endOf(many ? oneOfMany(jobs) : jobs.start(jobId, {}, { key: 'k' }));
          let end = await start();
          // A caller without a run tries again with the same key.
          if (again && end !== 'ok') end = await start();
          made.clock.advance(120_000);
          const kind = end === 'ok' ? end : end.kind;
          ends.set(kind, (ends.get(kind) ?? 0) + 1);
          if (end === 'ok') expect(made.service.runs()).toBe(1);
          else if (end.kind === 'OutcomeUnknown') expect(made.service.runs()).toBeLessThanOrEqual(1);
          else expect(made.service.runs()).toBe(0);
          await made.close();
        },
      ),
      { numRuns: slices.starts, seed: 6 },
    );
    // Many starts succeed despite the faults.
    expect(ends.get('ok')).toBeGreaterThan(slices.starts / 3);
    expect(ends.get('OutcomeUnknown')).toBeGreaterThan(0);
  },
);
