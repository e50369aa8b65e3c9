import type { Quirks } from '@wxdi/simulator';
import { documents } from './documents.js';
import { isEmpty, world } from './world.js';
import { patience, proofSize } from '@wxdi/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const switches: readonly Partial<Quirks>[] = [
  {},
  { dialect: '2020' },
  { dialect: '2022' },
  { jobRows: 'slim', pageCeiling: 1, pageOverlap: 1 },
  { settingsOrder: 'reversed' },
  { noRetention: 'empty-object' },
  { addedMembers: 'unknown' },
];

const runs = proofSize(15, 500);

describe.each(switches)('with the switches %j', patience, (quirks) => {
  it('the plan of an export is empty', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.boolean(), async (desired, names) => {
        const { client } = world(quirks);
        await client.jobs.apply(await client.jobs.plan(desired, { owner: 'sales' }), desired);
        const { jobs } = await client.jobs.export({ names, withValues: true });
        expect(JSON.stringify(jobs)).not.toContain('wxdi-owner');
        const plan = await client.jobs.plan(jobs.map(({ document }) => document));
        expect(isEmpty(plan), JSON.stringify(plan.actions)).toBe(true);
        expect(plan.counts.unchanged).toBe(desired.length);
      }),
      { numRuns: runs },
    );
  });

  it('an export with names, applied to another project, exports the same', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (desired) => {
        const [from, to] = [world(quirks), world(quirks)];
        await from.client.jobs.apply(await from.client.jobs.plan(desired), desired);
        const exported = async (client: typeof from.client) =>
          (await client.jobs.export({ names: true, withValues: true })).jobs.map(({ document }) => document);
        const moved = await exported(from.client);
        const { failed } = await to.client.jobs.apply(await to.client.jobs.plan(moved), moved);
        expect(failed).toEqual([]);
        expect(await exported(to.client)).toEqual(moved);
      }),
      { numRuns: runs },
    );
  });
});
