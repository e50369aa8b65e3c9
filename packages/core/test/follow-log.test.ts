import type { ApiError, ApiResponse, FollowOptions, RunEvent } from '@wxdi/core';
import { collectEvents } from './support/events.js';
import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { followRun, jobId, runId } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const completed = wireRun({ state: 'Completed', duration: 3 });
const failed = wireRun({ state: 'Failed', duration: 3 });

type Answer = ApiResponse<'getRunLogs'> | ApiError;

/** Follows a run that ends at the last of these reads of its log. */
const follow = (answers: readonly Answer[], end = completed, options: FollowOptions = {}) => {
  const running = answers.slice(1).map(() => wireRun());
  const env = fakeEnv({ getRun: inTurn(...running, end), getRunLogs: inTurn(...answers) });
  return collectEvents(followRun(jobId('job-1'), runId('run-1'), { logs: true, ...options }), env);
};
const log = (...results: string[]): Answer => ({ results });

/** Log lines, and the types of other events. */
const seen = (events: readonly RunEvent[]) =>
  events.map((event) => {
    if (event.type === 'log') return event.entry.raw;
    return event.type === 'state' ? event.run.state : event.type;
  });

describe('following the log of a run', () => {
  it('returns each line once while the service drops the first lines', async () => {
    const { events } = await follow([log('0', '1', '2'), log('1', '2', '3'), log('3', '4', '5')]);
    expect(seen(events)).toEqual(['Running', '0', '1', '2', '3', '4', '5', 'Completed']);
  });

  it('reports a gap where two reads have no line in common, with its size if the service counts the lines', async () => {
    const counted = (total_count: number, ...results: string[]): Answer => ({ results, total_count });
    const { events } = await follow([counted(2, '0', '1'), counted(7, '5', '6'), log('9')]);
    expect(events.filter(({ type }) => type === 'gap')).toEqual([
      { type: 'gap', missing: 3 },
      { type: 'gap' },
    ]);
    expect(seen(events)).toEqual(['Running', '0', '1', 'gap', '5', '6', 'gap', '9', 'Completed']);
  });

  it('reports lines that the service counts and never returns, before the end of the run', async () => {
    const { events } = await follow([{ results: ['0', '1'], total_count: 5_000 }]);
    expect(events.slice(0, -1)).toEqual([
      { type: 'log', entry: { text: '0', raw: '0' } },
      { type: 'log', entry: { text: '1', raw: '1' } },
      { type: 'gap', missing: 4_998 },
    ]);
  });

  it('reports the end of the run after the last lines, even if its totals arrive later', async () => {
    const env = fakeEnv({
      getRun: inTurn(wireRun(), wireRun({ state: 'Failed' }), failed),
      getRunLogs: inTurn(log('0'), log('0', '1'), log('0', '1', '2')),
    });
    const { events } = await collectEvents(followRun(jobId('job-1'), runId('run-1'), { logs: true }), env);
    expect(seen(events)).toEqual(['Running', '0', '1', '2', 'Failed']);
  });

  it('reports a run that ended and runs again in that order', async () => {
    const env = fakeEnv({
      getRun: inTurn(wireRun({ state: 'Failed' }), wireRun(), completed),
      getRunLogs: inTurn(log('0'), log('0', '1'), log('0', '1', '2')),
    });
    const { events } = await collectEvents(followRun(jobId('job-1'), runId('run-1'), { logs: true }), env);
    expect(seen(events)).toEqual(['0', 'Failed', 'Running', '1', '2', 'Completed']);
  });

  it('adds the severity of the entry to its lines that are read later', async () => {
    const first = '##W A 2026-05-27 14:27:27(000) Cut:';
    const { events } = await follow([log(first), log(first, '  column a')]);
    expect(events[2]).toEqual({
      type: 'log',
      entry: { time: '2026-05-27T14:27:27', severity: 'warning', text: '  column a', raw: '  column a' },
    });
  });
});

describe('a log that cannot be read', () => {
  const missing = apiError('not-found');

  it('because it is not there yet is read again', async () => {
    const { events } = await follow([missing, missing, log('0'), log('0', '1')]);
    expect(seen(events)).toEqual(['Running', '0', '1', 'Completed']);
  });

  it.each([
    ['not found', missing],
    ['an outage', outage()],
    ['refused', apiError('rejected')],
  ])('at the end is read once more a second later: %s', async (_, error) => {
    const { events, result } = await follow([log('0'), error, log('0', '1')]);
    expect(seen(events)).toEqual(['Running', '0', '1', 'Completed']);
    const late = await follow([error, log('0')], completed);
    expect(seen(late.events)).toEqual(['Running', '0', 'Completed']);
    expect(result._tag).toBe('Right');
  });

  it.each([
    ['not found', missing, 'NotFound'],
    ['an outage', outage(), 'Unavailable'],
    ['refused', apiError('rejected'), 'Refused'],
  ])('until the end is reported there, once: %s', async (_, error, kind) => {
    const { events, result } = await follow([log('0'), error, error, error], failed);
    expect(seen(events)).toEqual(['Running', '0', 'no-log', 'Failed']);
    expect(events[2]).toMatchObject({ error: { _tag: kind } });
    expect(result).toMatchObject({ right: { run: { state: 'Failed' } } });
  });

  it('is not reported for a run that has only reached a requested state, and has no log yet', async () => {
    const { events } = await follow([missing], wireRun(), { until: ['Running'] });
    expect(seen(events)).toEqual(['Running']);
    const refused = await follow([outage()], wireRun(), { until: ['Running'] });
    expect(seen(refused.events)).toEqual(['no-log', 'Running']);
  });

  it('now and then loses no line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.constantFrom('ok', 'missing', 'outage', 'refused')), {
          maxLength: 8,
        }),
        async (steps) => {
          let count = 0;
          const answers = steps.map(([more, how]): Answer => {
            count += more;
            const lines = Array.from({ length: count }, (_, i) => `line ${i}`);
            return { ok: log(...lines), missing, outage: outage(), refused: apiError('rejected') }[how];
          });
          const whole = Array.from({ length: count }, (_, i) => `line ${i}`);
          const { events } = await follow([...answers, log(...whole)]);
          expect(seen(events).filter((each) => each.startsWith('line'))).toEqual(whole);
          expect(events.filter(({ type }) => type === 'gap' || type === 'no-log')).toEqual([]);
        },
      ),
    );
  });
});
