import type { HistoryOptions } from '@wxdi/core';
import { jobHistory, jobId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';
import { fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireRun } from './support/wire.js';

const job = jobId('job-1');

/** A run that was created some hours before the virtual clock's start. */
const aged = (hours: number, duration = 10, state = 'Completed') =>
  wireRun(
    { state, duration },
    {
      asset_id: `run-${hours}`,
      created_at: new Date(Date.UTC(2026, 0, 1) - hours * 3_600_000).toISOString(),
    },
  );
const hours = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

const history = async (
  pages: readonly { results: readonly ReturnType<typeof aged>[]; next?: unknown; unreadable?: unknown }[],
  options?: HistoryOptions,
) => {
  const env = fakeEnv({ listRuns: inTurn(...pages) as never });
  const result = await jobHistory(job, options)(env)();
  if (result._tag === 'Left') throw new Error(result.left.message);
  return { ...result.right, pagesRead: env.calls.length };
};

describe('the history of a job', () => {
  it('has the newest fifty runs', async () => {
    const { runs, pagesRead } = await history([
      { results: hours(0, 60).map((at) => aged(at)), next: { page: 2 } },
    ]);
    expect(runs.map(({ id }) => id)).toEqual(hours(0, 50).map((at) => `run-${at}`));
    expect(pagesRead).toBe(1);
  });

  it('reads pages until it has as many runs as asked for', async () => {
    const { runs, pagesRead } = await history(
      [
        { results: hours(0, 60).map((at) => aged(at)), next: { page: 2 } },
        { results: hours(60, 60).map((at) => aged(at)), next: { page: 3 } },
      ],
      { limit: 70 },
    );
    expect([runs.length, pagesRead]).toEqual([70, 2]);
  });

  it('has all runs since a time, and reads until the first older one', async () => {
    const { runs, pagesRead } = await history(
      [
        { results: hours(0, 60).map((at) => aged(at)), next: { page: 2 } },
        { results: hours(60, 60).map((at) => aged(at)), next: { page: 3 } },
      ],
      { since: '2025-12-29T00:00:00Z' },
    );
    expect([runs.length, runs.at(-1)?.id, pagesRead]).toEqual([73, 'run-72', 2]);
  });

  it('reads all pages if the runs are not newest first', async () => {
    const { runs, pagesRead } = await history(
      [
        {
          results: hours(5, 60)
            .map((at) => aged(at))
            .reverse(),
          next: { page: 2 },
        },
        {
          results: hours(0, 5)
            .map((at) => aged(at))
            .reverse(),
        },
      ],
      { limit: 2 },
    );
    expect([runs.map(({ id }) => id), pagesRead]).toEqual([['run-0', 'run-1'], 2]);
  });

  it('keeps a limited number of runs of a long list', async () => {
    const pages = hours(0, 12).map((page) => ({
      results: hours((11 - page) * 100, 100)
        .map((at) => aged(at))
        .reverse(),
      next: page === 11 ? undefined : { page },
    }));
    const { runs } = await history(pages, { limit: 3 });
    expect(runs.map(({ id }) => id)).toEqual(['run-0', 'run-1', 'run-2']);
  });

  it('judges the newest run by completed runs before the limit too', async () => {
    const { runs, pace, usualSeconds } = await history(
      [{ results: [aged(0, 40), ...hours(1, 9).map((at) => aged(at))] }],
      { limit: 1, slowerThan: 3 },
    );
    expect(runs).toHaveLength(1);
    expect(usualSeconds).toBe(10);
    expect(pace).toMatchObject({ _tag: 'Slow', slowest: { runId: 'run-0', ratio: 4 } });
  });

  it('says how many rows could not be read, and passes each on', async () => {
    const seen: unknown[] = [];
    const { runs, unreadable } = await history(
      [{ results: [aged(0)], unreadable: [{ issues: [] }, { issues: [] }] }],
      { onUnreadable: (row) => seen.push(row) },
    );
    expect([runs.length, unreadable, seen.length]).toEqual([1, 2, 2]);
  });

  it('fails if a page cannot be read', async () => {
    const env = fakeEnv({ listRuns: () => outage() });
    expect(await jobHistory(job)(env)()).toMatchObject({ left: { _tag: 'Unavailable' } });
  });

  it.each([
    ['limit', { limit: 0 }],
    ['limit', { limit: 1.5 }],
    ['since', { since: '2026-02-30' }],
    ['slowerThan', { slowerThan: 0 }],
    ['slowerThan', { slowerThan: Number.NaN }],
  ])('refuses %s in %j, and reads nothing', async (path, options) => {
    expect(await jobHistory(job, options)(fakeEnv({}))()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path }] },
    });
  });
});
