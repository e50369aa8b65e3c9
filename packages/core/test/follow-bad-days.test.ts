import type { FollowOptions } from '@wxdi/core';
import { collectEvents } from './support/events.js';
import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { followRun, jobId, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

/** Follows a run, some time after the clock was started. */
const follow = (env: ReturnType<typeof fakeEnv>, options?: FollowOptions) => {
  env.clock.advance(7_000);
  return collectEvents(followRun(jobId('job-1'), runId('run-1'), options), env);
};
const completed = wireRun({ state: 'Completed', duration: 3 });
/** One poll per second. */
const everySecond = { firstMs: 1_000, factor: 1, jitter: 0 };

describe('following a run with errors', () => {
  it('reports each state with the previous one, and when it was first seen', async () => {
    const env = fakeEnv({
      getRun: inTurn(
        wireRun({ state: 'Starting' }),
        wireRun(),
        wireRun({ state: 'Canceling' }),
        wireRun({ state: 'Canceling' }),
        wireRun({ state: 'Canceled', duration: 1 }),
      ),
    });
    const { events, result } = await follow(env, { poll: everySecond });
    const run = (state: string): unknown => expect.objectContaining({ state });
    expect(events).toStrictEqual([
      { type: 'state', run: run('Starting') },
      { type: 'state', run: run('Running'), previous: 'Starting' },
      { type: 'state', run: run('Canceling'), previous: 'Running' },
      { type: 'state', run: run('Canceled'), previous: 'Canceling' },
    ]);
    expect(result).toMatchObject({
      right: {
        polls: 5,
        states: [
          { state: 'Starting', at: '2026-01-01T00:00:07.000Z' },
          { state: 'Running', at: '2026-01-01T00:00:08.000Z' },
          { state: 'Canceling', at: '2026-01-01T00:00:09.000Z' },
          { state: 'Canceled', at: '2026-01-01T00:00:11.000Z' },
        ],
      },
    });
  });

  it('reports where it failed', async () => {
    const env = fakeEnv({ getRun: () => apiError('forbidden') });
    expect((await follow(env)).result).toMatchObject({
      left: { _tag: 'NotPermitted', at: ['test', 'followRun job=job-1 run=run-1'] },
    });
  });

  it.each(['forbidden', 'unauthenticated', 'not-found'] as const)(
    'ends when a second poll agrees that it is %s, even with an outage in between',
    async (reason) => {
      const refused = apiError(reason);
      const once = fakeEnv({ getRun: inTurn(wireRun(), refused, wireRun(), refused, wireRun(), completed) });
      expect((await follow(once)).result).toMatchObject({ right: { polls: 6 } });
      const twice = fakeEnv({
        getRun: inTurn(wireRun(), refused, outage(), apiError('undecodable'), refused),
      });
      const { events, result } = await follow(twice);
      expect(result._tag).toBe('Left');
      expect(twice.calls).toHaveLength(5);
      expect(events.map(({ type }) => type)).toEqual(['state', 'outage', 'outage', 'outage']);
    },
  );

  it('ends after an outage if polls are refused in turn with 403 and 404', async () => {
    let polls = 0;
    const env = fakeEnv({ getRun: () => apiError((polls += 1) % 2 === 0 ? 'forbidden' : 'not-found') });
    expect((await follow(env)).result._tag).toBe('Left');
    expect(env.clock.monotonic()).toBeGreaterThanOrEqual(307_000);
    expect(env.clock.monotonic()).toBeLessThan(340_000);
  });

  it('tolerates answers that are not those of the service, as it tolerates an outage', async () => {
    const page = apiError('undecodable', { class: 'created' });
    const env = fakeEnv({ getRun: inTurn(wireRun(), page, page, page, completed) });
    expect((await follow(env)).result).toMatchObject({ right: { polls: 5 } });
    const forever = fakeEnv({ getRun: inTurn(wireRun(), page) });
    expect((await follow(forever, { poll: { outageMs: 9_000 } })).result).toMatchObject({
      left: { _tag: 'Undecodable' },
    });
  });

  it('ends immediately if the request itself is refused', async () => {
    const env = fakeEnv({ getRun: () => apiError('rejected') });
    expect((await follow(env)).result).toMatchObject({ left: { _tag: 'Refused' } });
    expect(env.calls).toHaveLength(1);
  });

  it('stops if the caller aborts while the log is read', async () => {
    const env = fakeEnv({
      getRun: () => wireRun(),
      getRunLogs: () => apiError('aborted', { class: 'unsent' }),
    });
    expect((await follow(env, { logs: true })).result).toMatchObject({ left: { _tag: 'Aborted' } });
  });
});

describe('how long a run is followed', () => {
  it.each<[string, Parameters<typeof fakeEnv>[0], FollowOptions, string, number]>([
    ['a wait', { getRun: () => wireRun() }, { timeoutMs: 3_000 }, 'DeadlineExceeded', 3_000],
    ['an outage', { getRun: () => outage() }, { poll: { outageMs: 3_000 } }, 'Unavailable', 3_000],
    [
      'an outage after successful polls',
      { getRun: inTurn(wireRun(), wireRun(), outage()) },
      { poll: { outageMs: 3_000 } },
      'Unavailable',
      4_000,
    ],
    [
      'a new run that is not found',
      { getRun: () => apiError('not-found') },
      { justStarted: true, poll: { notFoundGraceMs: 3_000 } },
      'NotFound',
      3_000,
    ],
    [
      'a new run without permission',
      { getRun: () => apiError('forbidden') },
      { justStarted: true, poll: { notFoundGraceMs: 3_000 } },
      'NotPermitted',
      1_000,
    ],
  ])('is limited for %s', async (_, service, options, error, ms) => {
    const env = fakeEnv(service);
    const { result } = await follow(env, { ...options, poll: { ...everySecond, ...options.poll } });
    expect(result).toMatchObject({ left: { _tag: error } });
    expect(env.clock.monotonic()).toBe(7_000 + ms);
  });

  it('does not apply a Retry-After after the service has answered', async () => {
    const env = fakeEnv({ getRun: inTurn(outage({ retryAfterMs: 9_000 }), wireRun(), completed) });
    await follow(env, { poll: everySecond });
    expect(env.clock.slept).toEqual([9_000, 1_000]);
  });
});
