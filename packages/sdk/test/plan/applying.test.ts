import type { AppliedJob, JobDocument } from '@wxdi/sdk';
import type { Mishap } from '../reliability/virtual-service.js';
import { assets, documentOf, documents } from './documents.js';
import { isEmpty, world } from './world.js';
import { patience, proofSize } from '@wxdi/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const many = (count: number, description?: string): readonly JobDocument[] =>
  Array.from({ length: count }, (_, i) =>
    documentOf(`job ${String(i).padStart(3, '0')}`, description === undefined ? {} : { description }),
  );

const applied = async (client: ReturnType<typeof world>['client'], desired: readonly JobDocument[]) =>
  await client.jobs.apply(await client.jobs.plan(desired), desired);

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.constantFrom('lost before', 'lost after', 'cut body', 'unsent', 'throttled').map((kind) => ({ kind })),
  fc.constantFrom(500, 502, 503).map((status): Mishap => ({ kind: 'status before', status })),
  fc.constantFrom(500, 504).map((status): Mishap => ({ kind: 'status after', status })),
  fc.nat(5_000).map((ms): Mishap => ({ kind: 'late', ms })),
);

describe('an apply over a bad network', () => {
  it('never makes two jobs, and repeated on a good one it does what is left', patience, async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        documents,
        fc.array(fc.option(mishap, { nil: undefined, freq: 2 }), { maxLength: 30 }),
        async (first, second, mishaps) => {
          const { client, service, names } = world();
          await applied(client, first);
          const plan = await client.jobs.plan(second);
          service.mishaps.push(...mishaps);
          await client.jobs.apply(plan, second).catch(() => undefined);
          service.mishaps.length = 0;
          expect((await applied(client, second)).failed).toEqual([]);
          expect(isEmpty(await client.jobs.plan(second))).toBe(true);
          const wanted = new Set([...first, ...second].map(({ metadata }) => metadata.name));
          expect(names()).toEqual([...wanted].toSorted());
        },
      ),
      { numRuns: proofSize(60, 3_000) },
    );
  });
});

describe('an apply', () => {
  it('has at most eight jobs in progress', async () => {
    let [active, most] = [0, 0];
    const { client, names } = world({}, assets, (send) => async (request) => {
      active += 1;
      most = Math.max(most, active);
      await new Promise(setImmediate);
      const answer = await send(request);
      active -= 1;
      return answer;
    });
    await applied(client, many(40));
    expect(names()).toHaveLength(40);
    expect(most).toBe(8);
  });

  it('that is stopped finishes the writes under way, begins no other, and reports each job', async () => {
    const { client, writes, names } = world();
    const desired = many(30);
    const plan = await client.jobs.plan(desired);
    const controller = new AbortController();
    const seen: AppliedJob[] = [];
    const { done, failed } = await client.jobs.apply(plan, desired, {
      stop: controller.signal,
      onReport: (report) => {
        seen.push(report);
        if (seen.length === 3) controller.abort();
      },
    });
    expect(done.length).toBeGreaterThanOrEqual(3);
    expect(done.length).toBeLessThanOrEqual(10);
    expect(writes()).toHaveLength(done.length);
    expect(names()).toEqual(done.map(({ name }) => name).toSorted());
    expect(done.length + failed.length).toBe(30);
    expect(new Set(failed.map(({ error }) => `${error.kind} ${error.outcome}`))).toEqual(
      new Set(['Aborted not-sent']),
    );
    expect((await applied(client, desired)).failed).toEqual([]);
  });

  it('does not touch a job that has changed after the plan was checked', async () => {
    let meanwhile = async (): Promise<void> => {};
    let reads = 0;
    const { client, other, service } = world({}, assets, (send) => async (request) => {
      if (request.method === 'GET' && request.url.pathname === `/v2/jobs/${id}`) reads += 1;
      if (reads === 3) await meanwhile();
      return await send(request);
    });
    await applied(other, [documentOf('one'), documentOf('two')]);
    const id = [...service.state().jobs.values()].find(({ name }) => name === 'one')?.id ?? '';
    const desired = [documentOf('one', { description: 'x' }), documentOf('two', { description: 'x' })];
    const plan = await client.jobs.plan(desired);
    // The third read is the one just before the patch: the plan has one, and so has its check.
    meanwhile = async () => {
      reads += 1;
      await other.jobs.update(id, { warnLimit: 7 });
    };
    const { done, failed } = await client.jobs.apply(plan, desired);
    expect(done).toMatchObject([{ name: 'two' }]);
    expect(failed).toMatchObject([{ name: 'one', error: { kind: 'Refused', outcome: 'not-sent' } }]);
    expect((await client.jobs.get(id)).description).toBeUndefined();
  });

  it('deletes nothing if another job could not be changed', async () => {
    const options = { owner: 'sales', prune: true };
    const { client, service, names } = world({ invalidCron: 400 });
    const before = [documentOf('one'), documentOf('two')];
    await client.jobs.apply(await client.jobs.plan(before, options), before);
    const desired = [documentOf('one', { description: 'x' })];
    const plan = await client.jobs.plan(desired, options);
    expect(plan.counts).toMatchObject({ update: 1, delete: 1 });
    // The listing, two reads of the plan and the read before the patch succeed; the patch is refused.
    const reads = 2 + plan.counts.delete + plan.counts.update;
    service.mishaps.push(...Array.from({ length: reads }, () => undefined), {
      kind: 'status before',
      status: 400,
    });
    const { done, failed } = await client.jobs.apply(plan, desired);
    expect(done).toEqual([]);
    expect(failed).toMatchObject([
      { action: 'update', error: { kind: 'Refused' } },
      { action: 'delete', error: { kind: 'Refused', outcome: 'not-sent' } },
    ]);
    expect(names()).toEqual(['one', 'two']);
  });

  it('of a plan with a refused document, or of another project, sends nothing', async () => {
    const { client, writes } = world();
    const desired = [documentOf('one', {}, '99999999-0000-4000-8000-000000000001')];
    const plan = await client.jobs.plan(desired);
    expect(plan.counts.refused).toBe(1);
    await expect(client.jobs.apply(plan, desired)).rejects.toMatchObject({ kind: 'Refused' });
    const other = [documentOf('one')];
    const elsewhere = { ...(await client.jobs.plan(other)), scope: { projectId: 'q' } };
    await expect(client.jobs.apply(elsewhere, other)).rejects.toMatchObject({ kind: 'InvalidInput' });
    expect(writes()).toEqual([]);
  });
});

describe('a plan of unchanged jobs', () => {
  it('is one listing, and reads only jobs whose rows lack what is compared', async () => {
    const { client, ledger } = world();
    const desired = many(250);
    await applied(client, desired);
    ledger.length = 0;
    expect((await client.jobs.plan(desired)).counts.unchanged).toBe(250);
    expect(ledger).toHaveLength(3);
    const described = [...many(7, 'x'), ...many(250).slice(7)];
    await applied(client, described);
    ledger.length = 0;
    expect((await client.jobs.plan(described)).counts.unchanged).toBe(250);
    expect(ledger).toHaveLength(3 + 7);
  });
});

describe('a name', () => {
  it('is searched for once, however many documents have it', async () => {
    const { client, ledger } = world();
    const spec = { flow: { name: 'loading' }, environment: 'small', type: 'data_intg_flow' };
    const desired = many(20).map(({ metadata }) => documentOf(metadata.name, spec));
    await client.jobs.plan(desired);
    expect(ledger.filter(({ url }) => url.pathname.endsWith('/search'))).toHaveLength(2);
  });

  it('that none or several have is an error with candidates', async () => {
    const { client } = world();
    const missing = [documentOf('one', { flow: { name: 'Loading' } })];
    await expect(client.jobs.plan(missing)).rejects.toMatchObject({
      kind: 'NotFound',
      message: 'no flow is named "Loading"; similar: "loading" (flow-1)',
    });
    const both = [documentOf('one', { flow: { name: 'nothing' }, environment: 'tiny' })];
    await expect(client.jobs.plan(both)).rejects.toMatchObject({
      kind: 'InvalidInput',
      issues: [{ path: 'flow' }, { path: 'environment' }],
    });
    const twice = world({}, { ...assets, flows: { a: { name: 'x' }, b: { name: 'x' } } });
    await expect(twice.client.jobs.plan([documentOf('one', { flow: { name: 'x' } })])).rejects.toMatchObject({
      kind: 'AmbiguousName',
      candidates: ['b', 'a'],
    });
  });
});
