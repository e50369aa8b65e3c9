import type { BatchEvent, BatchItem, BatchOptions, BatchOrder, JournalEntry } from '@wxdi/core';
import { batchStatus, cancelBatch, cancelScope, jobId, never, previewBatch, runBatch } from '@wxdi/core';
import { random } from '@wxdi/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiError, outage } from './support/fakes.js';
import { sharedJournal } from './support/journal.js';
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
const world = (
  faults: () => Fault = () => ({ kind: 'none' }),
  failing: readonly string[] = [],
  shared?: ReturnType<typeof sharedJournal>,
) => {
  const service = startService(faults, { rowsDescribe: true });
  const reads = new Map<string, number>();
  const endOf = (description: string): string => {
    const [, id = '', attempt] = /\[wxdi:\w+\.(\S+)#.{6}\.(\d)\]$/.exec(description) ?? [];
    return failing.includes(id) && (attempt === '1' || failing.includes('always')) ? 'Failed' : 'Completed';
  };
  const { api } = service.env;
  const getRun: typeof api.getRun = (request, cancel) => {
    const run = service.runs.find(({ id }) => id === request.path.run_id);
    const count = (reads.get(request.path.run_id) ?? 0) + 1;
    reads.set(request.path.run_id, count);
    if (run !== undefined && count > 1) run.state ??= endOf(run.description);
    return api.getRun(request, cancel);
  };
  const journal = shared?.open(service.env.clock) ?? service.env.journal;
  const entry = shared === undefined ? service.entry : (key: string) => shared.entries.get(key);
  const env = { ...service.env, random: random(1), api: { ...api, getRun }, journal };
  const run = async (given: readonly BatchOrder[], options: BatchOptions = {}) => {
    const result = await runBatch('close', given, options)(env)();
    if (result._tag === 'Left') throw Object.assign(new Error(result.left.message), result.left);
    return result.right;
  };
  return { ...service, env, run, entry };
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

  it('two calls with retryFailed at once make one more attempt of each order', async () => {
    const { run, runs } = world(undefined, ['1', '2', '3', '4', 'always']);
    await run(orders(4));
    await Promise.all([1, 3].map((limit) => run(orders(4), { retryFailed: true, limit })));
    const attempts = runs.map(({ description }) => description.slice(-2, -1));
    expect(attempts.toSorted()).toEqual(['1', '1', '1', '1', '2', '2', '2', '2']);
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

  it('makes no more attempts than are allowed', async () => {
    const { run, posts } = world(undefined, ['1', '2', 'always']);
    for (let i = 0; i < 5; i += 1) await run(orders(2), { retryFailed: true, maxAttempts: 3 });
    expect(posts()).toBe(2 * 3);
  });

  it('that must exist is NotFound if the journal does not have it', async () => {
    const { env, posts, entry } = world();
    expect(await runBatch('close', orders(1), { existing: true })(env)()).toMatchObject({
      left: { _tag: 'NotFound' },
    });
    expect([posts(), entry('close.1')]).toEqual([0, undefined]);
  });

  it('is previewed: the orders that it would start or continue, and nothing is recorded', async () => {
    const { env, run, entry } = world(undefined, ['2']);
    const preview = async (options: BatchOptions = {}, given = orders(3)) => {
      const result = await previewBatch('close', given, options)(env)();
      return result._tag === 'Right' ? result.right.map(({ id }) => id) : result.left._tag;
    };
    expect([await preview(), entry('close.1')]).toEqual([['1', '2', '3'], undefined]);
    await run(orders(2));
    expect([await preview(), await preview({ retryFailed: true })]).toEqual([['3'], ['2', '3']]);
    expect(await preview({}, [order('1', 'other'), order('2')])).toBe('InvalidInput');
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

  it.each([
    ['a journal of its own', () => undefined],
    ['a journal that hands out orders', sharedJournal],
  ])(
    'with %s has one run for an attempt, whatever is lost or stopped, and however often it is repeated',
    async (_, journal) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyFault, { maxLength: 12 }),
          fc.array(fc.record({ timeoutMs: fc.nat(200_000), retryFailed: fc.boolean() }), { maxLength: 3 }),
          fc.subarray(['1', '2', '3', '4']),
          async (faults, calls, failing) => {
            const left = [...faults];
            const { run, runs, posts, entry } = world(
              () => left.shift() ?? { kind: 'none' },
              failing,
              journal(),
            );
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
    },
  );
});

describe('a batch whose journal hands out orders', () => {
  it('needs four calls of the journal for an order, beside one to read all and one to add all', async () => {
    const shared = sharedJournal();
    const { run, posts } = world(undefined, [], shared);
    await run(orders(50), { limit: 4 });
    expect(posts()).toBe(50);
    const count = (name: string) => shared.calls.filter((call) => call === name).length;
    expect([count('list'), count('add'), count('find')]).toEqual([1, 1, 0]);
    // Each of the four lanes asks once more, and learns that none is left.
    expect(count('take')).toBeLessThanOrEqual(50 + 4);
    expect(count('swap')).toBe(3 * 50);
  });

  it('asks at most once in two seconds whether starts are held', async () => {
    const shared = sharedJournal();
    const { run, env } = world(undefined, [], shared);
    const began = env.clock.monotonic();
    await run(orders(50), { limit: 4 });
    const seconds = (env.clock.monotonic() - began) / 1_000;
    expect(shared.calls.filter((call) => call === 'turn').length).toBeLessThanOrEqual(seconds / 2 + 1);
  });

  it('is shared by workers: each order is one run', async () => {
    const shared = sharedJournal();
    const { run, posts } = world(undefined, [], shared);
    const all = await Promise.all([1, 2, 3].map(() => run(orders(20), { limit: 2 })));
    for (const items of all) expect(states(items)).toEqual(Array(20).fill('Completed'));
    expect(posts()).toBe(20);
    expect(shared.calls.filter((call) => call === 'take').length).toBeLessThanOrEqual(20 + 3 * 2);
  });

  it('leaves an order that another worker has added, and runs its own', async () => {
    const shared = sharedJournal();
    const { env, posts, entry } = world(undefined, [], shared);
    const other = { ...entryOf('new'), state: 'pending' as const };
    const journal = shared.open(env.clock);
    const add: typeof journal.add = (entries) => journal.add?.([other, ...entries]) ?? expect.fail();
    const result = await runBatch('close', orders(3))({ ...env, journal: { ...journal, add } })();
    expect(result).toMatchObject({ right: [{ id: '1' }, { id: '2' }, { id: '3' }] });
    expect([posts(), entry('close.new')?.state]).toEqual([3, 'pending']);
  });

  it('keeps one pace for all workers', async () => {
    const shared = sharedJournal();
    const { run, runs } = world(undefined, [], shared);
    await Promise.all([1, 2].map(() => run(orders(4), { limit: 2, perMinute: 2 })));
    const first = runs[0]?.at ?? 0;
    expect(runs.map(({ at }) => Math.round((at - first) / 1_000))).toEqual([0, 30, 60, 90]);
  });

  it('starts nothing on any worker while the service asks one of them to wait', async () => {
    const shared = sharedJournal();
    const { env, run, runs } = world(undefined, [], shared);
    let tell = (_ms: number): void => expect.fail();
    let listeners = 0;
    const onThrottled = (listener: (ms: number) => void) => {
      listeners += 1;
      tell = listener;
      return () => void (listeners -= 1);
    };
    const began = env.clock.now();
    const throttled = runBatch('close', orders(2), {
      limit: 1,
      onEvent: ({ type }) => type === 'started' && tell(40_000),
    });
    await throttled({ ...env, onThrottled })();
    expect(runs.map(({ at }) => at - began >= 40_000)).toEqual([false, true]);
    expect(listeners).toBe(0);
    const later = env.clock.now();
    await run([...orders(2), order('3')]);
    expect(runs[2]?.at).toBeGreaterThanOrEqual(later + 30_000);
  });

  it.each(['take', 'swap'] as const)('that is stopped during `%s` leaves the order pending', async (name) => {
    const shared = sharedJournal();
    const { env, posts, entry } = world(undefined, [], shared);
    const scope = cancelScope(never);
    const journal = shared.open(env.clock);
    const work = journal[name] as (...args: readonly unknown[]) => () => Promise<unknown>;
    const stopping =
      (...args: readonly unknown[]) =>
      async () => {
        const result = await work(...args)();
        scope.fire();
        return result;
      };
    const startRun: typeof env.api.startRun = (request, cancel) =>
      cancel.aborted
        ? async () => ({ _tag: 'Left', left: apiError('aborted', { class: 'unsent' }) })
        : env.api.startRun(request, cancel);
    const stoppable = {
      ...env,
      api: { ...env.api, startRun },
      cancel: scope.cancel,
      journal: { ...journal, [name]: stopping },
    };
    const stopped = await runBatch('close', orders(2))(stoppable)();
    expect(stopped).toMatchObject({ right: [{ state: 'pending' }, { state: 'pending' }] });
    expect([posts(), entry('close.1')?.state, entry('close.2')?.state]).toEqual([0, 'pending', 'pending']);
  });

  it('leaves an order pending while its request is prepared', async () => {
    const shared = sharedJournal();
    const { env, entry } = world(undefined, [], shared);
    const seen: (string | undefined)[] = [];
    const getJob: typeof env.api.getJob = () => async () => {
      seen.push(entry('close.1')?.state);
      return { _tag: 'Left', left: apiError('rejected') };
    };
    const options: BatchOptions = { strictParameters: true };
    const result = await runBatch('close', orders(1), options)({ ...env, api: { ...env.api, getJob } })();
    expect(result).toMatchObject({ right: [{ state: 'refused' }] });
    expect([seen, entry('close.1')?.state]).toEqual([['pending'], 'refused']);
  });

  it('that cannot take orders starts nothing more, and is Unavailable', async () => {
    const shared = sharedJournal();
    const { env, posts } = world(undefined, [], shared);
    const gone = () => () => Promise.reject(new Error('the database is away'));
    const journal = { ...shared.open(env.clock), take: gone };
    expect(await runBatch('close', orders(3))({ ...env, journal })()).toMatchObject({
      left: { _tag: 'Unavailable', message: expect.stringContaining('the database is away') as string },
    });
    expect(posts()).toBe(0);
  });
});

const entryOf = (id: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  key: `close.${id}`,
  jobId: 'job-1',
  request: 'r',
  sentAt: 1,
  attempt: 1,
  state: 'pending',
  ...more,
});

describe('orders that were left without an answer', () => {
  /** Starts of a process that was killed; the first `found` of them have a run. */
  const left = async (count: number, found: number) => {
    const made = world();
    const { env, arrive } = made;
    await made.run(orders(count), { limit: 1, stopAfter: 1, timeoutMs: 0 });
    for (const { id } of orders(count)) {
      const key = `close.${id}`;
      const before = made.entry(key) ?? expect.fail();
      await env.journal.swap(before, { ...before, state: 'sending', sentAt: env.clock.now() })();
      if (Number(id) <= found)
        arrive(env.clock.now(), { description: `[wxdi:${key}#${before.request.slice(0, 6)}.1]` });
    }
    return made;
  };
  const listings = ({ calls }: { readonly calls: readonly { readonly operation: string }[] }) =>
    calls.filter(({ operation }) => operation === 'listRuns').length;

  it('are found by one list for all, and waited for', async () => {
    const { run, env, posts } = await left(20, 20);
    expect(states(await run(orders(20)))).toEqual(Array(20).fill('Completed'));
    expect([listings(env), posts()]).toEqual([1, 0]);
  });

  it('and have no run are unknown after the window, after one search for all at a time', async () => {
    const { run, env, posts } = await left(20, 18);
    const items = await run(orders(20));
    expect(states(items)).toEqual([...Array<string>(18).fill('Completed'), 'unknown', 'unknown']);
    expect(items.at(-1)?.error).toMatchObject({ _tag: 'OutcomeUnknown' });
    expect(posts()).toBe(0);
    expect(listings(env)).toBeLessThan(12);
  });

  it('are sent once more on request', async () => {
    const { run, posts } = await left(3, 2);
    expect(states(await run(orders(3), { ifUnknown: 'resend' }))).toEqual(Array(3).fill('Completed'));
    expect(posts()).toBe(1);
  });
});

describe('the status of a batch', () => {
  const recorded = async (...entries: readonly JournalEntry[]) => {
    const made = world();
    for (const entry of entries) await made.env.journal.swap(undefined, entry)();
    return made;
  };

  it('is that of the journal, and reads only runs that may be active, or that failed', async () => {
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
