import type { FollowOptions, RunEvent } from '@wxdi/core';
import { collectEvents } from './support/events.js';
import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { followRun, jobId, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const follow = (env: ReturnType<typeof fakeEnv>, options?: FollowOptions) =>
  collectEvents(followRun(jobId('job-1'), runId('run-1'), options), env);

const states = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'state' ? [event.run.state] : []));
const logLines = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'log' ? [event.entry.text] : []));

const completed = wireRun({ state: 'Completed', duration: 3 });

describe('following a run', () => {
  it('reports each change of state once and returns the finished run', async () => {
    const env = fakeEnv({
      getRun: inTurn(wireRun({ state: 'Starting' }), wireRun(), wireRun(), completed),
    });
    const { events, result } = await follow(env);
    expect(states(events)).toEqual(['Starting', 'Running', 'Completed']);
    expect(result).toMatchObject({ _tag: 'Right', right: { polls: 4, run: { state: 'Completed' } } });
  });

  it('reads only the state of a run while it is unchanged', async () => {
    const unchanged = wireRun();
    Object.defineProperty(unchanged, 'metadata', { get: () => expect.fail('the run was read') });
    const env = fakeEnv({ getRun: inTurn(wireRun(), unchanged, unchanged, completed) });
    expect((await follow(env)).result).toMatchObject({ right: { polls: 4, run: { state: 'Completed' } } });
  });

  it('increases the polling interval up to the cap', async () => {
    const env = fakeEnv({ getRun: inTurn(...Array.from({ length: 14 }, () => wireRun()), completed) });
    await follow(env);
    expect(env.clock.slept.slice(0, 4)).toEqual([1000, 1500, 2250, 3375]);
    expect(Math.max(...env.clock.slept)).toBe(30_000);
  });

  it('treats an unknown state as not finished', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun({ state: 'Hibernating' }), completed) });
    expect(states((await follow(env)).events)).toEqual(['Hibernating', 'Completed']);
  });

  it('stops at a requested state, and always at the end of the run', async () => {
    const running = fakeEnv({ getRun: inTurn(wireRun({ state: 'Starting' }), wireRun()) });
    expect((await follow(running, { until: ['Running'] })).result).toMatchObject({
      right: { run: { state: 'Running' } },
    });
    const failed = fakeEnv({ getRun: inTurn(wireRun({ state: 'Failed', duration: 1 })) });
    expect((await follow(failed, { until: ['Running'] })).result).toMatchObject({
      right: { run: { state: 'Failed' } },
    });
  });

  it('returns each log line once, including lines written at the end', async () => {
    const env = fakeEnv({
      getRun: inTurn(wireRun(), wireRun(), completed),
      getRunLogs: inTurn(
        { results: ['one'] },
        { results: ['one', 'two'] },
        { results: ['one', 'two', 'three'] },
      ),
    });
    expect(logLines((await follow(env, { logs: true })).events)).toEqual(['one', 'two', 'three']);
  });

  it('returns each event of a log in the old format once', async () => {
    const log = (...details: readonly string[]) => ({
      results: [JSON.stringify(details.map((eventDetail) => ({ eventDetail, eventType: 'I' })))],
    });
    const env = fakeEnv({
      getRun: inTurn(wireRun(), wireRun(), completed),
      getRunLogs: inTurn(log('one'), log('one', 'two'), log('one', 'two', 'three')),
    });
    expect(logLines((await follow(env, { logs: true })).events)).toEqual(['one', 'two', 'three']);
  });

  it('returns no entry twice if the log disappears after the end, as for a streaming run', async () => {
    const env = fakeEnv({
      getRun: inTurn(wireRun(), completed),
      getRunLogs: inTurn({ results: ['one', 'two'] }, { results: [] }),
    });
    expect(logLines((await follow(env, { logs: true })).events)).toEqual(['one', 'two']);
  });

  it('polls after the end until the duration is present, at most twice', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun({ state: 'Completed' })) });
    expect((await follow(env)).result).toMatchObject({ right: { polls: 3 } });
    expect(env.clock.slept).toEqual([1000, 1000]);
  });

  it('tolerates an outage and reports it', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun(), outage(), outage(), completed) });
    const { events, result } = await follow(env);
    expect(events.map((event) => event.type)).toEqual(['state', 'outage', 'outage', 'state']);
    expect(result._tag).toBe('Right');
  });

  it('fails after five minutes without a successful request', async () => {
    const env = fakeEnv({ getRun: () => outage() });
    expect((await follow(env)).result).toMatchObject({ left: { _tag: 'Unavailable' } });
    expect(env.clock.monotonic()).toBeGreaterThanOrEqual(300_000);
    expect(env.clock.monotonic()).toBeLessThan(340_000);
  });

  it('waits at least as long as Retry-After', async () => {
    const env = fakeEnv({ getRun: inTurn(outage({ retryAfterMs: 45_000 }), completed) });
    await follow(env);
    expect(env.clock.slept[0]).toBe(45_000);
  });

  it('tolerates a 404 for a new run for 30 seconds', async () => {
    const late = fakeEnv({ getRun: inTurn(apiError('not-found'), completed) });
    expect((await follow(late, { justStarted: true })).result._tag).toBe('Right');
    const gone = fakeEnv({ getRun: () => apiError('not-found') });
    expect((await follow(gone, { justStarted: true })).result).toMatchObject({ left: { _tag: 'NotFound' } });
    expect(gone.clock.monotonic()).toBeGreaterThanOrEqual(30_000);
  });

  it('fails exactly at the deadline', async () => {
    const env = fakeEnv({ getRun: () => wireRun() });
    expect((await follow(env, { timeoutMs: 10_000 })).result).toMatchObject({
      left: { _tag: 'DeadlineExceeded' },
    });
    expect(env.clock.monotonic()).toBe(10_000);
  });

  it('returns a run that ended before the deadline, even if its totals arrive later', async () => {
    const env = fakeEnv({ getRun: () => wireRun({ state: 'Completed' }) });
    expect((await follow(env, { timeoutMs: 500 })).result._tag).toBe('Right');
  });

  it('stops when the caller aborts, and does not cancel the run', async () => {
    const controller = new AbortController();
    const env = fakeEnv(
      {
        getRun: () => {
          controller.abort();
          return wireRun();
        },
      },
      controller.signal,
    );
    expect((await follow(env)).result).toMatchObject({ left: { _tag: 'Aborted' } });
    expect(env.calls.map(({ operation }) => operation)).toEqual(['getRun']);
  });

  it('polls 100,000 times without growing the stack', async () => {
    let polls = 0;
    const env = fakeEnv({ getRun: () => ((polls += 1) < 100_000 ? wireRun() : completed) });
    expect((await follow(env)).result).toMatchObject({ right: { polls: 100_000 } });
  });
});
