import type { FollowOptions } from '@wxdi/core';
import type { JobRunDetail } from '@wxdi/bindings';
import { collectEvents } from './support/events.js';
import { fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { awaitRun, followRun, jobId, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

type Seen = Partial<JobRunDetail>;

const [job, run] = [jobId('job-1'), runId('run-1')];
const polled = (...seen: readonly Seen[]) => fakeEnv({ getRun: inTurn(...seen.map((one) => wireRun(one))) });

/** Follows a run that is polled in these states, one after the other. */
const follow = async (seen: readonly Seen[], options?: FollowOptions) => {
  const env = polled(...seen);
  const { events, result } = await collectEvents(followRun(job, run, options), env);
  const states = events.flatMap((event) => (event.type === 'state' ? [event.run.state] : []));
  return { states, result, env };
};

const start = 1_767_225_600_000;

describe('the states of a followed run', () => {
  it.each([
    ['Cancelled', 'Canceled'],
    ['FAILED', 'Failed'],
    ['completed', 'Completed'],
    ['Success', 'Completed'],
    ['succeeded', 'Completed'],
    ['completed_with_errors', 'CompletedWithErrors'],
    ['Completed With Warnings', 'CompletedWithWarnings'],
    ['Skipped', 'Skipped'],
  ])('%s is an end, reported as %s', async (state, canonical) => {
    const { states, result } = await follow([{ state: 'RUNNING' }, { state, duration: 1 }]);
    expect(states).toEqual(['Running', canonical]);
    expect(result).toMatchObject({ right: { run: { state: canonical }, reached: true, polls: 2 } });
  });

  it('two spellings of a state are no change', async () => {
    const { states } = await follow([
      { state: 'Running' },
      { state: 'running' },
      { state: 'Failed', duration: 1 },
    ]);
    expect(states).toEqual(['Running', 'Failed']);
  });

  it('a failed run that the service restarts is followed on, at the usual interval and with the deadline', async () => {
    const restarted = [
      { state: 'Running' },
      { state: 'Failed' },
      ...Array.from({ length: 9 }, () => ({ state: 'Running' })),
    ];
    const ended = await follow([...restarted, { state: 'Completed', duration: 1 }]);
    expect(ended.states).toEqual(['Running', 'Failed', 'Running', 'Completed']);
    expect(Math.max(...ended.env.clock.slept)).toBeGreaterThan(10_000);
    const late = await follow(restarted, { timeoutMs: 60_000 });
    expect(late.result).toMatchObject({ left: { _tag: 'DeadlineExceeded' } });
    expect(late.env.clock.monotonic()).toBe(60_000);
  });
});

describe('a run in an unknown state', () => {
  const odd = { state: 'Archived' };
  const over = { ...odd, execution_end: start };

  it('is not at its end, however often it is seen', async () => {
    const { states, result } = await follow([odd, odd, odd, odd, { state: 'Completed', duration: 1 }]);
    expect(states).toEqual(['Archived', 'Completed']);
    expect(result).toMatchObject({ right: { polls: 5 } });
  });

  it('ends the wait when two consecutive polls see it with an end time', async () => {
    const { states, result } = await follow([{ state: 'Running' }, odd, over, over, over]);
    expect(states).toEqual(['Running', 'Archived']);
    expect(result).toMatchObject({ right: { polls: 4, reached: false, run: { state: 'Archived' } } });
  });

  it.each<[string, readonly Seen[], number]>([
    ['another unknown state', [over, { ...over, state: 'Frozen' }, over, over], 4],
    ['a state without an end time', [over, odd, over, over], 4],
    ['an active state', [over, { state: 'Running', execution_end: start }, over, over], 4],
  ])('does not end the wait if %s is seen in between', async (_, seen, polls) => {
    expect((await follow(seen)).result).toMatchObject({ right: { polls } });
  });

  it('ends the wait although a poll in between failed', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun(over), outage(), wireRun(over)) });
    expect((await collectEvents(followRun(job, run), env)).result).toMatchObject({ right: { polls: 3 } });
  });

  it('is an error where a finished run is required', async () => {
    expect(await awaitRun(job, run)(polled(over))()).toMatchObject({
      left: { _tag: 'Undecodable', message: expect.stringContaining('"Archived"') as unknown },
    });
  });
});

describe('whether a requested state was reached', () => {
  const completed = { state: 'Completed', duration: 1 };
  const began = { execution_start: start };
  it.each<[boolean, string, readonly Seen[], readonly string[]]>([
    [true, 'the run is in it', [{ state: 'Starting' }, { state: 'Running' }], ['Running']],
    [true, 'it is spelled otherwise', [{ state: 'Starting' }, { state: 'Paused' }], ['PAUSED']],
    [true, 'the run ended in it', [{ state: 'Failed', duration: 1 }], ['Failed']],
    [false, 'the run ended in another one', [completed], ['Failed', 'Paused']],
    [
      true,
      'the run passed Running between two polls and completed',
      [{ state: 'Starting' }, completed],
      ['Running'],
    ],
    [true, 'the run ran and then failed', [{ state: 'Failed', duration: 1, ...began }], ['Running']],
    [false, 'the run failed at its start', [{ state: 'Failed', duration: 1 }], ['Running']],
    [false, 'the run was skipped', [{ state: 'Skipped', duration: 1 }], ['Running']],
    [true, 'the run passed Running and is paused', [{ state: 'Starting' }, { state: 'Paused' }], ['Running']],
    [
      true,
      'the run is canceled after it began',
      [{ state: 'Queued' }, { state: 'Canceling', ...began }],
      ['Running'],
    ],
  ])('is %s if %s', async (reached, _, seen, until) => {
    expect((await follow(seen, { until })).result).toMatchObject({ right: { reached, polls: seen.length } });
  });

  it('a paused run must be running again', async () => {
    const { result } = await follow([{ state: 'Paused' }, { state: 'Resuming' }, { state: 'Running' }], {
      until: ['Running'],
    });
    expect(result).toMatchObject({ right: { reached: true, run: { state: 'Running' } } });
  });

  it('a run whose execution has been announced is not running while it is starting', async () => {
    const { result } = await follow(
      [{ state: 'Queued' }, { state: 'Starting', ...began }, { state: 'Running' }],
      { until: ['Running'] },
    );
    expect(result).toMatchObject({ right: { polls: 3 } });
  });
});
