import type { Quirks } from '@wxdi/simulator';
import { documentOf, documents, documentsAndEdit } from './documents.js';
import { isEmpty, world } from './world.js';
import { defaultQuirks } from '@wxdi/simulator';
import { patience, proofSize } from '@wxdi/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Every other value of each switch that matters for jobs, and what a real service may combine. */
const switches: readonly Partial<Quirks>[] = [
  {},
  { dialect: '2020' },
  { dialect: '2022' },
  { nextForm: 'string', pageCeiling: 1 },
  { nextAtEnd: 'empty-object', emptyLastPage: true, pageCeiling: 2 },
  { pageCeiling: 1, pageOverlap: 1, jobOrder: 'shuffled' },
  { pageCeiling: 2, pageOverlap: 3, jobOrder: 'oldest-first' },
  { jobRows: 'slim' },
  { jobNames: 'any-case' },
  { settingsOrder: 'reversed' },
  { noRetention: 'empty-object' },
  { addedMembers: 'unknown' },
  { jobDeleteStatus: 202, deletionMs: 3_000 },
  { patchOps: 'add-replace' },
  { patchAtomic: false },
  { invalidCron: 'accept' },
  { retentionBoth: 'accept' },
  { searchPhrase: 'exact', searchNumbers: 'integers', searchCeiling: 1 },
  { searchEntities: 'missing', errorShape: 'flat' },
  {
    dialect: '2022',
    jobRows: 'slim',
    settingsOrder: 'reversed',
    noRetention: 'empty-object',
    addedMembers: 'unknown',
    pageCeiling: 1,
    pageOverlap: 2,
  },
];

const runs = proofSize(6, 500);

const owner = { owner: 'sales' };

describe.each(switches)('with the switches %j', patience, (quirks) => {
  it('after an apply the jobs are as documented, the plan is empty, and planning never writes', async () => {
    await fc.assert(
      fc.asyncProperty(documentsAndEdit, async ([first, second]) => {
        const { client, whole, writes, names } = world(quirks);
        for (const desired of [first, second]) {
          const before = writes().length;
          const plan = await client.jobs.plan(desired, owner);
          expect(plan.counts.refused).toBe(0);
          expect(writes()).toHaveLength(before);
          const { done, failed } = await client.jobs.apply(plan, desired);
          expect(failed).toEqual([]);
          expect(done).toHaveLength(plan.counts.create + plan.counts.update);
          const again = await client.jobs.plan(desired, owner);
          expect(isEmpty(again), JSON.stringify(again.actions)).toBe(true);
          // What a list does not show is as the documents say, too.
          expect(isEmpty(await whole.jobs.plan(desired, owner))).toBe(true);
          const applied = writes().length;
          await client.jobs.apply(again, desired);
          expect(writes()).toHaveLength(applied);
        }
        const all = new Set([...first, ...second].map(({ metadata }) => metadata.name));
        expect(names()).toEqual([...all].toSorted());
      }),
      { numRuns: 4 * runs },
    );
  });

  it('prune deletes exactly the jobs of the owner that no document describes', async () => {
    await fc.assert(
      fc.asyncProperty(documents, documents, async (first, second) => {
        const { client, names } = world(quirks);
        await client.jobs.create({ name: 'foreign', assetId: 'flow-1', description: 'of others' });
        await client.jobs.apply(await client.jobs.plan(first, owner), first);
        const plan = await client.jobs.plan(second, { ...owner, prune: true });
        const { failed } = await client.jobs.apply(plan, second);
        expect(failed).toEqual([]);
        const wanted = second.map(({ metadata }) => metadata.name);
        expect(names()).toEqual(['foreign', ...wanted].toSorted());
        expect(isEmpty(await client.jobs.plan(second, { ...owner, prune: true }))).toBe(true);
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  it('a stale plan sends nothing', async () => {
    await fc.assert(
      fc.asyncProperty(documents, documents, documents, async (first, second, meanwhile) => {
        const { client, writes } = world(quirks);
        await client.jobs.apply(await client.jobs.plan(first), first);
        const plan = await client.jobs.plan(second);
        await client.jobs.apply(await client.jobs.plan(meanwhile), meanwhile);
        const before = writes().length;
        const now = await client.jobs.plan(second);
        fc.pre(JSON.stringify(now.actions) !== JSON.stringify(plan.actions));
        await expect(client.jobs.apply(plan, second)).rejects.toMatchObject({
          kind: 'Refused',
          outcome: 'not-sent',
        });
        expect(writes()).toHaveLength(before);
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  it('killed at any request and repeated, an apply ends as one that was not killed', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        documents,
        fc.record({ at: fc.integer({ min: 1, max: 40 }), before: fc.boolean() }),
        async (first, second, kill) => {
          const options = { ...owner, prune: true };
          const { client, killed, names } = world(quirks);
          await client.jobs.apply(await client.jobs.plan(first, owner), first);
          const plan = await client.jobs.plan(second, options);
          const dead = killed(kill);
          await dead.client.jobs.apply(plan, second, { signal: dead.signal }).catch(() => undefined);
          const rest = await client.jobs.plan(second, options);
          expect((await client.jobs.apply(rest, second)).failed).toEqual([]);
          expect(isEmpty(await client.jobs.plan(second, options))).toBe(true);
          expect(names()).toEqual(second.map(({ metadata }) => metadata.name).toSorted());
        },
      ),
      { numRuns: runs },
    );
  });

  it('a job with an id is renamed, never deleted', async () => {
    const { client, service } = world(quirks);
    const before = [documentOf('one', { description: 'x' })];
    await client.jobs.apply(await client.jobs.plan(before, owner), before);
    const [id] = [...service.state().jobs.keys()];
    const after = [documentOf('uno', { description: 'x' }, id)];
    const options = { ...owner, prune: true };
    const plan = await client.jobs.plan(after, options);
    expect(plan.counts).toMatchObject({ create: 0, update: 1, delete: 0 });
    await client.jobs.apply(plan, after);
    expect([...service.state().jobs.values()].map((job) => [job.id, job.name])).toEqual([[id, 'uno']]);
    expect(isEmpty(await client.jobs.plan(after, options))).toBe(true);
  });
});

describe('a service whose PATCH answers 200 and changes nothing', () => {
  it('is reported for each job, and the plan stays', async () => {
    const { client } = world({ patchEffect: 'none' });
    const [first, second] = ['x', 'y'].map((description) => [documentOf('one', { description })]);
    await client.jobs.apply(await client.jobs.plan(first ?? []), first ?? []);
    const plan = await client.jobs.plan(second ?? []);
    const { done, failed } = await client.jobs.apply(plan, second ?? []);
    expect(done).toEqual([]);
    expect(failed).toMatchObject([{ name: 'one', error: { kind: 'NotApplied' } }]);
    expect((await client.jobs.plan(second ?? [])).actions).toEqual(plan.actions);
  });
});

describe('names that differ in case', () => {
  it('are different jobs, or refused by the service if it knows only one of them', async () => {
    const desired = [documentOf('load'), documentOf('Load')];
    const exact = world();
    const applied = await exact.client.jobs.apply(await exact.client.jobs.plan(desired), desired);
    expect(applied.failed).toEqual([]);
    expect(isEmpty(await exact.client.jobs.plan(desired))).toBe(true);
    const any = world({ jobNames: 'any-case' });
    const report = await any.client.jobs.apply(await any.client.jobs.plan(desired), desired);
    expect(report.failed).toMatchObject([{ action: 'create', error: { kind: 'Refused' } }]);
    expect(any.names()).toHaveLength(1);
  });
});

/** The switches of jobs that the laws run with; the others belong to runs, logs and access. */
const covered = new Set<keyof Quirks>([
  ...switches.flatMap((quirks) => Object.keys(quirks) as (keyof Quirks)[]),
  'patchEffect',
]);

it('covers every switch that has to do with jobs', () => {
  const ofOthers =
    /^(?:metricsForm|logForm|overCeiling|badLimit|runOrder|listLagMs|firstState|totalsLagMs|run|failedStart|delete|deletionMs|control|cancel|pause|refresh|runsOf|wrongScope|unknownState|stateAlias|logs|logWindow|logLag|streaming|offset|search|nameFilter|retryAfter|traceMember)/;
  const missing = Object.keys(defaultQuirks).filter(
    (name) => !covered.has(name as keyof Quirks) && !ofOthers.test(name),
  );
  expect(missing).toEqual([]);
});
