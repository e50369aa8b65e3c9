import type { ProjectReport } from '@wxdi/sdk';
import type { Quirks } from '@wxdi/simulator';
import { createClient } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const hourMs = 3_600_000;
const took = (seconds: number, ageHours: number) => ({
  plan: { outcome: 'succeeds' as const, startingMs: 0, runningMs: seconds * 1_000 },
  ageMs: ageHours * hourMs,
});
const jobs = Array.from({ length: 12 }, (_, i) => ({
  name: `load ${i}`,
  assetRef: 'flow',
  runs: [
    ...[20, 19, 18, 17, 16].map((age) => took(60, age)),
    { plan: 'fails' as const, ageMs: 3 * hourMs },
    took(i % 3 === 0 ? 1e9 : 600, 2),
  ],
}));

let simulator: Awaited<ReturnType<typeof startSimulator>>;
beforeAll(async () => {
  simulator = await startSimulator({ jobs });
});
afterAll(() => simulator.close());

const reportOn = async (options: Parameters<ReturnType<typeof createClient>['report']>[0]) => {
  await using client = createClient({
    url: simulator.url,
    project: simulator.projectId,
    auth: { type: 'bearertoken', token: simulator.token },
    retry: { transient: { attempts: 1, baseMs: 1, capMs: 1 } },
  });
  return await client.report(options);
};

/** What does not depend on when the report is made. */
const facts = ({ total, byState, failed, slow, missed, running, stuck, unreadable }: ProjectReport) => ({
  total,
  byState,
  failed: failed.map(({ run, reasons }) => [run, reasons[0]?.code]),
  slow: slow.map(({ run, durationSeconds, usualSeconds }) => [run, durationSeconds, usualSeconds]),
  missed,
  running: running.map(({ run }) => run),
  stuck: stuck.map(({ run }) => run),
  unreadable,
});

describe('a report', () => {
  it('is the same from a search as from the lists, whatever the search is like', async () => {
    simulator.setQuirks({});
    const expected = facts(await reportOn({ exact: true }));
    expect(expected).toMatchObject({
      total: 84,
      byState: { Completed: 68, Failed: 12, Running: 4 },
      unreadable: [],
    });
    expect([expected.slow.length, expected.stuck.length, expected.failed[0]?.[1]]).toEqual([
      8,
      4,
      'IIS-DSEE-TFIP-00055',
    ]);
    const quirks = fc.record({
      searchRefused: fc.constantFrom<Quirks['searchRefused']>(false, false, 400, 403, 501),
      searchEntities: fc.constantFrom<Quirks['searchEntities']>('honored', 'honored', 'missing'),
      searchCeiling: fc.constantFrom<Quirks['searchCeiling']>(200, 100, 7),
      searchNumbers: fc.constantFrom<Quirks['searchNumbers']>('floats', 'integers'),
      runOrder: fc.constantFrom<Quirks['runOrder']>('newest-first', 'oldest-first', 'shuffled'),
    });
    await fc.assert(
      fc.asyncProperty(quirks, async (chosen) => {
        simulator.setQuirks(chosen);
        expect(facts(await reportOn({}))).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('ends with the signal of the caller', async () => {
    await expect(reportOn({ signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'Aborted' });
  });
});
