import type { KeepRules } from '@wxdi/core';
import { apiError, fakeEnv } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { activeRunStates, collect, jobId, prunableRuns, pruneRuns, staleRuns } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');

describe('pruning', () => {
  /** The virtual clock starts on 1 January 2026. */
  const aged = (days: number, state = 'Completed') =>
    wireRun(
      { state },
      { asset_id: `${state}-${days}`, created_at: new Date(Date.UTC(2026, 0, 1 - days)).toISOString() },
    );
  const service = (...runs: readonly ReturnType<typeof wireRun>[]) => {
    const deleted: string[] = [];
    const env = fakeEnv({
      listRuns: () => ({ results: [...runs] }),
      deleteRun: ({ path }) => {
        deleted.push(path.run_id);
        return null;
      },
    });
    return { env, deleted };
  };
  const all = [
    aged(5),
    aged(1),
    aged(9, 'Running'),
    aged(3, 'Failed'),
    wireRun({ state: 'Failed' }, { asset_id: 'ageless' }),
  ];

  it.each([
    ['the newest one', { newest: 1 }, ['Failed-3', 'Completed-5']],
    ['all, if there are no more than nine', { newest: 9 }, []],
    ['none', { all: true as const }, ['Completed-1', 'Failed-3', 'Completed-5', 'ageless']],
    ['the runs of four days', { days: 4 }, ['Completed-5']],
    ['the newest three, and the runs of two days', { newest: 3, days: 2 }, []],
    ['the newest one, and the runs of two days', { newest: 1, days: 2 }, ['Failed-3', 'Completed-5']],
  ])('keeps %s, and never changes an active run', async (_, rules, expected) => {
    const { env, deleted } = service(...all);
    expect(await pruneRuns(job, rules)(env)()).toMatchObject({ right: { deleted: expected, failed: [] } });
    expect(deleted).toEqual(expected);
  });

  it('neither counts nor deletes runs whose time cannot be read', async () => {
    const odd = ['yesterday', '2026-02-30T00:00:00Z', 'May 27, 2026 18:24', ''].map((created_at, n) =>
      wireRun({ state: 'Failed' }, { asset_id: `odd-${n}`, created_at }),
    );
    const { env, deleted } = service(...odd, aged(1), aged(2), aged(9));
    await pruneRuns(job, { newest: 2 })(env)();
    expect(deleted).toEqual(['Completed-9']);
  });

  it('distinguishes runs of the same second by time-ordered ids', async () => {
    const id = (n: number) => `019dd4e3-41be-7773-8000-00000000000${n}`;
    const same = (n: number) =>
      wireRun({ state: 'Failed' }, { asset_id: id(n), created_at: '2025-01-01T00:00:00Z' });
    const { env, deleted } = service(same(2), same(1), same(3));
    await pruneRuns(job, { newest: 1 })(env)();
    expect(deleted).toEqual([id(2), id(1)]);
  });

  it('keeps more runs rather than deleting one that may be the newest', async () => {
    const same = (id: string) =>
      wireRun({ state: 'Failed' }, { asset_id: id, created_at: '2025-01-01T00:00:00Z' });
    const { env, deleted } = service(same('a'), same('b'), aged(900));
    await pruneRuns(job, { newest: 1 })(env)();
    expect(deleted).toEqual(['Completed-900']);
  });

  it('reports failed deletions and continues with the others', async () => {
    const env = fakeEnv({
      listRuns: () => ({ results: [aged(1), aged(2)] }),
      deleteRun: ({ path }) => (path.run_id === 'Completed-1' ? apiError('conflict') : null),
    });
    expect(await pruneRuns(job, { all: true })(env)()).toMatchObject({
      right: { deleted: ['Completed-2'], failed: [{ run: 'Completed-1', error: { _tag: 'Refused' } }] },
    });
  });

  it('deletes no other run once the credential has no permission, and reports the runs that are left', async () => {
    const runs = Array.from({ length: 20 }, (_, day) => aged(day + 1));
    const env = fakeEnv({ listRuns: () => ({ results: runs }), deleteRun: () => apiError('forbidden') });
    const result = await pruneRuns(job, { all: true })(env)();
    expect(env.calls.filter(({ operation }) => operation === 'deleteRun')).toHaveLength(8);
    const failed = result._tag === 'Right' ? result.right.failed : [];
    expect(failed.map(({ error }) => error._tag)).toEqual(runs.map(() => 'NotPermitted'));
    expect(failed.map(({ error }) => error.outcome)).toEqual([
      ...Array.from({ length: 8 }, () => 'rejected'),
      ...Array.from({ length: 12 }, () => 'not-sent'),
    ]);
  });

  it.each([
    ['was deleted', null, 'deleted'],
    ['may have been deleted', apiError('connection-lost', { class: 'ambiguous' }), 'unknown'],
  ])('reports which run %s if it ends early', async (_, answer, expected) => {
    const env = fakeEnv({
      listRuns: () => ({ results: [aged(1), aged(2)] }),
      deleteRun: ({ path }) => (path.run_id === 'Completed-2' ? apiError('forbidden') : answer),
      getRun: () => apiError('forbidden'),
    });
    const forbidden = { run: 'Completed-2', error: { _tag: 'NotPermitted' } };
    expect(await pruneRuns(job, { all: true })(env)()).toMatchObject({
      right:
        expected === 'deleted'
          ? { deleted: ['Completed-1'], failed: [forbidden] }
          : { deleted: [], failed: [{ run: 'Completed-1', error: { outcome: 'unknown' } }, forbidden] },
    });
  });

  it('keeps a run of exactly the maximum age', async () => {
    const { env, deleted } = service(aged(4), aged(5));
    await pruneRuns(job, { days: 4 })(env)();
    expect(deleted).toEqual(['Completed-5']);
  });

  it.each([
    ['newest', { newest: -1 }, 'a whole number, 1 or more', '-1'],
    ['newest', { newest: 0 }, 'a whole number, 1 or more', '0'],
    ['days', { days: 0 }, 'a whole number, 1 or more', '0'],
    ['days', { days: 1.5 }, 'a whole number, 1 or more', '1.5'],
    ['newest', { newest: Number.NaN }, 'a whole number, 1 or more', 'NaN'],
    ['days', { newest: 1, days: '7' }, 'a whole number, 1 or more', 'text'],
    ['keep', { keep: 3 }, 'one of newest, days, all', 'an unknown option'],
    ['all', { all: false }, 'true', 'false'],
    ['rules', {}, 'newest, days or both; or all: true, to delete every finished run', 'neither'],
    ['rules', undefined, 'newest, days or both; or all: true, to delete every finished run', 'neither'],
    [
      'rules',
      { newest: 1, all: true },
      'newest, days or both; or all: true, to delete every finished run',
      'both',
    ],
  ])('refuses %s in %j, and reads nothing', async (path, rules, expected, received) => {
    const env = fakeEnv({});
    expect(await pruneRuns(job, rules as unknown as KeepRules)(env)()).toMatchObject({
      left: {
        _tag: 'InvalidInput',
        message: `invalid ${path}: expected ${expected}, got ${received}`,
        issues: [{ path, expected, received }],
      },
    });
  });

  it('lists the runs that would be deleted, and deletes nothing', async () => {
    const { env, deleted } = service(...all);
    expect(await prunableRuns(job, { newest: 1 })(env)()).toMatchObject({
      right: ['Failed-3', 'Completed-5'],
    });
    expect(deleted).toEqual([]);
  });
});

describe('stale runs', () => {
  const hour = 3_600_000;
  /** The virtual clock starts on 1 January 2026. */
  const started = (id: string, created_at?: string, state = 'Running') =>
    wireRun({ state }, { asset_id: id, ...(created_at === undefined ? {} : { created_at }) });

  it('are active runs of known age that are older than the limit', async () => {
    const env = fakeEnv({
      listRuns: () => ({
        results: [
          started('old', '2025-12-31T22:59:59Z'),
          started('just as old as it may be', '2025-12-31T23:00:00Z'),
          started('young', '2025-12-31T23:59:59Z', 'Starting'),
          started('ageless'),
          started('ended', '2025-12-01T00:00:00Z', 'Completed'),
        ],
      }),
    });
    expect(await collect(staleRuns(job, { olderThanMs: hour }))(env)()).toMatchObject({
      right: [{ id: 'old' }],
    });
    expect(env.calls[0]?.request).toMatchObject({ query: { states: activeRunStates } });
  });
});
