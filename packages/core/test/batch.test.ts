import type { BatchEvent, BatchItem, BatchOptions, BatchOrder, JournalEntry } from '@wxdi/core';
import { batchStatus, cancelBatch, cancelScope, jobId, never, runBatch } from '@wxdi/core';
import { random } from '@wxdi/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiError, outage } from './support/fakes.js';
import { startService, type Fault } from './support/service.js';
import { wireRun } from './support/wire.js';

const job = jobId('job-1');
const order = (id: string, day = id): BatchOrder => ({
  id,
  job,
  draft: { parameters: [{ name: 'day', value: day }] },
});
const orders = (count: number) => Array.from({ length: count }, (_, i) => order(`${i + 1}`));

/** A service whose runs end at their second read; those of `failing` orders fail in their first attempt. */
const world = (faults: () => Fault = () => ({ kind: 'none' }), failing: readonly string[] = []) => {
  const service = startService(faults, { rowsDescribe: true });
  const reads = new Map<string, number>();
  const endOf = (description: string): string => {
    const [, id = '', attempt] = /\[wxdi:\w+\.(\S+)#.{6}\.(\d)\]$/.exec(description) ?? [];
    return failing.includes(id) && attempt === '1' ? 'Failed' : 'Completed';
  };
  const { api } = service.env;
  const getRun: typeof api.getRun = (request, cancel) => {
    const run = service.runs.find(({ id }) => id === request.path.run_id);
    const count = (reads.get(request.path.run_id) ?? 0) + 1;
    reads.set(request.path.run_id, count);
    if (run !== undefined && count > 1) run.state ??= endOf(run.description);
    return api.getRun(request, cancel);
  };
  const env = { ...service.env, random: random(1), api: { ...api, getRun } };
  const run = async (given: readonly BatchOrder[], options: BatchOptions = {}) => {
    const result = await runBatch('close', given, options)(env)();
    if (result._tag === 'Left') throw Object.assign(new Error(result.left.message), result.left);
    return result.right;
  };
  return { ...service, env, run };
};

const states = (items: readonly BatchItem[]) => items.map(({ state, ended }) => ended ?? state);

describe('a batch', () => {
  it('starts each order once, tells what happens, and returns what became of each in their order', async () => {
    const { run, posts, entry } = world(undefined, ['2']);
    const events: BatchEvent[] = [];
    const items = await run(orders(3), { limit: 2, onEvent: (event) => events.push(event) });
    expect(items).toMatchObject([
      { id: '1', key: 'close.1', state: 'ended', run: 'run-1', attempt: 1, ended: 'Completed' },
      { id: '2', ended: 'Failed' },
      { id: '3', ended: 'Completed' },
    ]);
    expect(posts()).toBe(3);
    expect(entry('close.2')).toMatchObject({ state: 'started', ended: 'Failed', attempt: 1 });
    expect(events.map(({ type, item }) => `${type} ${item.id}`).toSorted()).toEqual([
      'ended 1',
      'ended 2',
      'ended 3',
      'started 1',
      'started 2',
      'started 3',
    ]);
  });

  it('that is repeated sends nothing, and returns the same', async () => {
    const { run, env, posts } = world(undefined, ['2']);
    const first = await run(orders(3));
    const requests = env.calls.length;
    expect(states(await run(orders(3)))).toEqual(states(first));
    expect([posts(), env.calls.length]).toEqual([3, requests]);
  });

  it('with retryFailed starts the failed orders again, and only those', async () => {
    const { run, posts } = world(undefined, ['2', '3']);
    await run(orders(4));
    const items = await run(orders(4), { retryFailed: true });
    expect(states(items)).toEqual(['Completed', 'Completed', 'Completed', 'Completed']);
    expect(items.map(({ attempt }) => attempt)).toEqual([1, 2, 2, 1]);
    expect(posts()).toBe(6);
  });

  it('starts no other run after as many failures as are allowed, and continues later', async () => {
    const { run, posts } = world(undefined, ['1', '2']);
    expect(states(await run(orders(6), { limit: 1, stopAfter: 2, perMinute: 60 }))).toEqual([
      ...['Failed', 'Failed'],
      ...['pending', 'pending', 'pending', 'pending'],
    ]);
    expect(posts()).toBe(2);
    expect(states(await run(orders(6)))).toEqual(['Failed', 'Failed', ...Array<string>(4).fill('Completed')]);
    expect(posts()).toBe(6);
  });

  it('is shared by two workers: each order is one run, and neither waits while orders are left', async () => {
    const { env, run, posts } = world();
    const started: string[] = [];
    const worker = (name: string) =>
      run(orders(6), {
        limit: 1,
        onEvent: ({ type, item }) => type === 'started' && started.push(`${name} ${item.id}`),
      });
    const [first, second] = await Promise.all([worker('a'), worker('b')]);
    expect([states(first), states(second)]).toEqual(Array(2).fill(Array(6).fill('Completed')));
    expect(posts()).toBe(6);
    const own = (name: string) => started.slice(0, 6).filter((one) => one.startsWith(name)).length;
    expect([own('a'), own('b')]).toEqual([3, 3]);
    expect(env.calls.length).toBeGreaterThan(6);
  });

  it('starts as many runs per minute as are allowed', async () => {
    const { run, runs, env } = world();
    await run(orders(4), { limit: 4, perMinute: 2 });
    expect(runs.map(({ at }) => Math.round((at - (runs[0]?.at ?? 0)) / 1_000))).toEqual([0, 30, 60, 90]);
    const now = env.clock.monotonic();
    await run(orders(4), { limit: 4, perMinute: 2 });
    expect(env.clock.monotonic()).toBe(now);
  });

  it('leaves a run that lasts longer than an order may take, and finds it later', async () => {
    const { run, posts } = world();
    expect(states(await run(orders(1), { timeoutEachMs: 0 }))).toEqual(['active']);
    expect(states(await run(orders(1)))).toEqual(['Completed']);
    expect(posts()).toBe(1);
  });

  it('that is stopped leaves the orders that were not started pending', async () => {
    const { env, posts } = world();
    const scope = cancelScope(never);
    scope.fire();
    const result = await runBatch('close', orders(2))({ ...env, cancel: scope.cancel })();
    expect(result).toMatchObject({ right: [{ state: 'pending' }, { state: 'pending' }] });
    expect(posts()).toBe(0);
  });

  it.each<[string, readonly BatchOrder[], string]>([
    ['an order that was changed', [order('1', 'other'), order('2')], 'orders.1'],
    ['an order less', [order('2')], 'orders.1'],
  ])('with %s is another batch: nothing is sent', async (_, other, path) => {
    const { run, posts } = world();
    await run(orders(2));
    await expect(run(other)).rejects.toMatchObject({ _tag: 'InvalidInput', issues: [{ path }] });
    expect(posts()).toBe(2);
  });

  it.each<[string, string, readonly BatchOrder[], string]>([
    ['a doubled id', 'close', [order('1'), order('1', '2')], 'orders[1].id'],
    ['an id that is no part of a key', 'close', [order('a b')], 'orders[0].id'],
    ['an empty id', 'close', [order('')], 'orders[0].id'],
    ['a batch id with a dot', 'a.b', [order('1')], 'batch'],
  ])('with %s sends and records nothing', async (_, batch, given, path) => {
    const { env } = world();
    expect(await runBatch(batch, given)(env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path }] },
    });
    expect(env.calls).toEqual([]);
  });

  it('without a journal that can be read sends nothing', async () => {
    const { env } = world();
    const journal = { ...env.journal, list: () => () => Promise.reject(new Error('gone')) };
    expect(await runBatch('close', orders(1))({ ...env, journal })()).toMatchObject({
      left: { _tag: 'Unavailable', message: expect.stringContaining('nothing was sent') as string },
    });
    expect(env.calls).toEqual([]);
  });

  const anyFault: fc.Arbitrary<Fault> = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Fault>({ kind: 'none' }) },
    fc.record({ kind: fc.constantFrom('unsent' as const, 'refused' as const, 'body' as const) }),
    fc.record({ kind: fc.constant('lost' as const), arrives: fc.boolean(), lateMs: fc.nat(90_000) }),
  );

  it('whatever is lost or stopped, and however often it is repeated, has one run for an attempt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFault, { maxLength: 12 }),
        fc.array(fc.record({ timeoutMs: fc.nat(200_000), retryFailed: fc.boolean() }), { maxLength: 3 }),
        fc.subarray(['1', '2', '3', '4']),
        async (faults, calls, failing) => {
          const left = [...faults];
          const { run, runs, posts, entry } = world(() => left.shift() ?? { kind: 'none' }, failing);
          for (const options of calls) await run(orders(4), { limit: 3, ...options });
          const items = await run(orders(4), { retryFailed: true });
          const marks = runs.map(({ description }) => description);
          expect(new Set(marks).size).toBe(marks.length);
          for (const { id, state, ended } of items) {
            if (ended !== undefined) expect(entry(`close.${id}`)?.ended).toBe(ended);
            else expect(['unknown', 'refused']).toContain(state);
          }
          const before = posts();
          const isOver = items.every(({ ended }) => ended === 'Completed');
          if (isOver) await run(orders(4), { retryFailed: true });
          expect(posts()).toBe(before);
        },
      ),
    );
  });
});

describe('the status of a batch', () => {
  const entryOf = (id: string, more: Partial<JournalEntry>): JournalEntry => ({
    key: `close.${id}`,
    jobId: 'job-1',
    request: 'r',
    sentAt: 1,
    attempt: 1,
    state: 'pending',
    ...more,
  });
  const recorded = async (...entries: readonly JournalEntry[]) => {
    const made = world();
    for (const entry of entries) await made.env.journal.swap(undefined, entry)();
    return made;
  };

  it('is that of the journal, and reads only runs that may be active', async () => {
    const { env } = await recorded(
      entryOf('10', { state: 'started', runId: 'run-10', ended: 'Failed' }),
      entryOf('9', { state: 'sending' }),
      entryOf('2', {}),
      entryOf('1', { state: 'started', runId: 'run-1' }),
      { ...entryOf('x', {}), key: 'closed.x' },
    );
    const api = {
      ...env.api,
      getRun: () => async () => ({ _tag: 'Right', right: wireRun({ state: 'Completed' }) }),
    };
    const result = await batchStatus('close')({ ...env, api } as never)();
    expect(result).toMatchObject({
      right: [
        { id: '1', state: 'ended', ended: 'Completed' },
        { id: '2', state: 'pending' },
        { id: '9', state: 'unknown' },
        { id: '10', state: 'ended', ended: 'Failed' },
      ],
    });
  });

  it('of a run that cannot be read has the others', async () => {
    const { env } = await recorded(entryOf('1', { state: 'started', runId: 'run-1' }), entryOf('2', {}));
    const api = { ...env.api, getRun: () => async () => ({ _tag: 'Left', left: outage() }) };
    expect(await batchStatus('close')({ ...env, api } as never)()).toMatchObject({
      right: [{ id: '1', state: 'active', error: { _tag: 'Unavailable' } }, { id: '2' }],
    });
  });

  it('of a batch that the journal does not have is NotFound', async () => {
    const { env } = await recorded();
    expect(await batchStatus('close')(env)()).toMatchObject({ left: { _tag: 'NotFound' } });
  });

  it('is what a cancellation goes by: it cancels the active runs, and no other', async () => {
    const { env } = await recorded(
      entryOf('1', { state: 'started', runId: 'run-1' }),
      entryOf('2', { state: 'started', runId: 'run-2', ended: 'Completed' }),
      entryOf('3', {}),
    );
    const canceled: string[] = [];
    const api = {
      ...env.api,
      getRun: () => async () => ({ _tag: 'Right', right: wireRun({ state: 'Running' }) }),
      cancelRun: ({ path }: { path: { run_id: string } }) => {
        canceled.push(path.run_id);
        return async () => ({ _tag: 'Left', left: apiError('rejected') });
      },
    };
    const result = await cancelBatch('close')({ ...env, api } as never)();
    expect(new Set(canceled)).toEqual(new Set(['run-1']));
    expect(result).toMatchObject({ right: { canceled: [], failed: [{ item: { id: '1' } }] } });
  });
});
