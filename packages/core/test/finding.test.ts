import { fakeEnv, inTurn } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { activeRun, findRun, jobId, latestRun } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');

describe('finding runs without their id', () => {
  const at = (day: number, state = 'Completed') =>
    wireRun({ state }, { asset_id: `run-${day}`, created_at: `2026-01-0${day}T00:00:00Z` });

  it('reads one page for the latest run if the newest runs are first', async () => {
    const env = fakeEnv({ listRuns: () => ({ results: [at(3), at(2)], next: { page: 2 } }) });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: 'run-3' } });
    expect(env.calls).toHaveLength(1);
  });

  it('reads all pages if the oldest runs are first', async () => {
    const env = fakeEnv({
      listRuns: inTurn({ results: [at(1), at(2)], next: { page: 2 } }, { results: [at(3), at(4)] }),
    });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: 'run-4' } });
  });

  it('reads all pages if the rows are not sorted', async () => {
    const env = fakeEnv({
      listRuns: inTurn({ results: [at(4), at(1), at(3)], next: { page: 2 } }, { results: [at(9), at(2)] }),
    });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: 'run-9' } });
  });

  it('distinguishes runs of the same second by time-ordered ids', async () => {
    const id = (n: number) => `019dd4e3-41be-7773-8000-00000000000${n}`;
    const same = (n: number) => wireRun({}, { asset_id: id(n), created_at: '2026-01-01T00:00:00Z' });
    const env = fakeEnv({ listRuns: () => ({ results: [same(1), same(3), same(2)] }) });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: id(3) } });
  });

  it('reads the next page after a page of one row, whose order is unknown', async () => {
    const env = fakeEnv({
      listRuns: inTurn({ results: [at(1)], next: { page: 2 } }, { results: [at(2)] }),
    });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: 'run-2' } });
  });

  it('reports that a job has no runs', async () => {
    expect(await latestRun(job)(fakeEnv({ listRuns: () => ({ results: [] }) }))()).toMatchObject({
      left: { _tag: 'NotFound', message: 'the job has no runs' },
    });
  });

  const named = (id: string, name: string) => wireRun({ state: 'Completed' }, { asset_id: id, name });

  it.each<[string, typeof activeRun, readonly ReturnType<typeof at>[], object]>([
    ['the active run', activeRun, [at(1, 'Running')], { right: { id: 'run-1' } }],
    [
      'the active run, if the service also sends others',
      activeRun,
      [at(2, 'Failed'), at(1, 'Running')],
      { right: { id: 'run-1' } },
    ],
    ['no active run', activeRun, [], { left: { _tag: 'NotFound', message: 'the job has no active run' } }],
    [
      'two active runs',
      activeRun,
      [at(1, 'Running'), at(2, 'Queued')],
      {
        left: {
          _tag: 'AmbiguousName',
          name: '@active',
          candidates: ['run-1', 'run-2'],
          message: '2 runs are named "@active"',
        },
      },
    ],
    [
      'the run with exactly this name',
      (of) => findRun(of, 'close'),
      [named('a', 'close 2'), named('b', 'close'), named('c', 'Close')],
      { right: { id: 'b', name: 'close' } },
    ],
    [
      'no run with the name',
      (of) => findRun(of, 'close'),
      [named('a', 'Close')],
      { left: { _tag: 'NotFound', message: 'no run of the job is named "close"' } },
    ],
    [
      'the run whose name is written in another Unicode form',
      (of) => findRun(of, 'caf\u00e9'),
      [named('a', 'cafe'), named('b', 'cafe\u0301')],
      { right: { id: 'b' } },
    ],
    [
      'two runs with the name',
      (of) => findRun(of, 'close'),
      [named('a', 'close'), named('b', 'close'), named('c', 'other')],
      { left: { _tag: 'AmbiguousName', name: 'close', candidates: ['a', 'b'] } },
    ],
  ])('handles the case: %s', async (_, find, runs, result) => {
    const env = fakeEnv({ listRuns: () => ({ results: [...runs] }) });
    expect(await find(job)(env)()).toMatchObject(result);
  });
});
