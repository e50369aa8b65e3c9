import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { cancelRun, jobId, pauseRun, resumeRun, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const run = runId('run-1');
const lost = apiError('connection-lost', { class: 'ambiguous' });
const operations = (env: ReturnType<typeof fakeEnv>) => env.calls.map(({ operation }) => operation);

describe('cancelling a run', () => {
  const canceling = wireRun({ state: 'Canceling' });
  const canceled = wireRun({ state: 'Canceled' });

  it('sends one request and returns the run in its new state', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun(), canceling), cancelRun: () => null });
    expect(await cancelRun(job, run)(env)()).toMatchObject({
      right: { alreadyFinished: false, run: { state: 'Canceling' } },
    });
  });

  it('sends the request at once for a run that is known to be active, and if the run cannot be read', async () => {
    const known = fakeEnv({ getRun: () => canceling, cancelRun: () => null });
    await cancelRun(job, run, { isActive: true })(known)();
    expect(operations(known)).toEqual(['cancelRun', 'getRun']);
    const unreadable = fakeEnv({ getRun: inTurn(outage(), canceling), cancelRun: () => null });
    expect(await cancelRun(job, run)(unreadable)()).toMatchObject({ right: { run: { state: 'Canceling' } } });
    expect(operations(unreadable)).toEqual(['getRun', 'cancelRun', 'getRun']);
  });

  it('sends no request for a run that has ended', async () => {
    const env = fakeEnv({ getRun: () => canceled });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ right: { alreadyFinished: true } });
    expect(operations(env)).toEqual(['getRun']);
  });

  it.each([
    [
      'refused because the run ended meanwhile',
      apiError('conflict'),
      canceled,
      { right: { alreadyFinished: true } },
    ],
    ['carried out and its answer lost', lost, canceling, { right: { alreadyFinished: false } }],
    ['refused for another reason', apiError('rejected'), wireRun(), { left: { _tag: 'Refused' } }],
    [
      'answered with 404 although the run has just ended',
      apiError('not-found'),
      canceled,
      { right: { alreadyFinished: true } },
    ],
    [
      'refused for a paused run, which stays paused',
      apiError('rejected'),
      wireRun({ state: 'Paused' }),
      { left: { _tag: 'Refused' } },
    ],
  ])('reads the run again if the request was %s', async (_, error, after, result) => {
    const env = fakeEnv({ getRun: inTurn(wireRun(), after), cancelRun: () => error });
    expect(await cancelRun(job, run)(env)()).toMatchObject(result);
    expect(operations(env)).toEqual(['getRun', 'cancelRun', 'getRun']);
  });

  it('reports a missing permission immediately', async () => {
    const env = fakeEnv({ getRun: () => wireRun(), cancelRun: () => apiError('forbidden') });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ left: { _tag: 'NotPermitted' } });
    expect(operations(env)).toEqual(['getRun', 'cancelRun']);
  });
});

describe('cancelling a starting run', () => {
  const starting = wireRun({ state: 'Starting' });

  it('is repeated until the service accepts it', async () => {
    const env = fakeEnv({
      getRun: inTurn(starting, starting, starting, wireRun({ state: 'Canceling' })),
      cancelRun: inTurn(apiError('conflict'), apiError('rejected'), null),
    });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ right: { run: { state: 'Canceling' } } });
    expect(env.clock.slept).toEqual([1_000, 2_000]);
  });

  it('is repeated after a lost answer while the run is active, at most four times', async () => {
    const env = fakeEnv({ getRun: () => starting, cancelRun: () => lost });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(operations(env).filter((operation) => operation === 'cancelRun')).toHaveLength(4);
    // Before each repetition, the run is read once more two seconds later.
    expect(env.clock.slept).toEqual([2_000, 250, 2_000, 500, 2_000, 1_000, 2_000]);
  });

  it('is sent once if the service shows its effect only two seconds after a lost answer', async () => {
    const env = fakeEnv({
      getRun: () => (env.clock.monotonic() < 2_000 ? starting : wireRun({ state: 'Canceled' })),
      cancelRun: () => lost,
    });
    expect(await cancelRun(job, run)(env)()).toMatchObject({
      right: { run: { state: 'Canceled' }, alreadyFinished: false },
    });
    expect(operations(env)).toEqual(['getRun', 'cancelRun', 'getRun', 'getRun']);
  });

  it('is not reported as refused when an earlier request may have been accepted', async () => {
    const env = fakeEnv({
      getRun: inTurn(starting, starting, starting, wireRun({ state: 'Canceling' })),
      cancelRun: inTurn(lost, apiError('conflict'), apiError('unreachable', { class: 'unsent' })),
    });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ right: { run: { state: 'Canceling' } } });
    const away = fakeEnv({
      getRun: () => starting,
      cancelRun: inTurn(lost, apiError('conflict'), apiError('unreachable', { class: 'unsent' })),
    });
    expect(await cancelRun(job, run)(away)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  });

  it('stops after two minutes', async () => {
    const env = fakeEnv({ getRun: () => starting, cancelRun: () => apiError('conflict') });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ left: { _tag: 'Refused' } });
    expect(env.clock.monotonic()).toBe(120_000);
  });
});

describe('pausing and resuming', () => {
  it('returns the run in its new state', async () => {
    const env = fakeEnv({ pauseRun: () => null, getRun: () => wireRun({ state: 'Paused' }) });
    expect(await pauseRun(job, run)(env)()).toMatchObject({ right: { state: 'Paused' } });
    const resumed = fakeEnv({ resumeRun: () => null, getRun: () => wireRun({ state: 'Resuming' }) });
    expect(await resumeRun(job, run)(resumed)()).toMatchObject({ right: { state: 'Resuming' } });
  });

  it.each([
    ['Paused', 1, { right: { state: 'Paused' } }],
    ['Running', 4, { left: { _tag: 'OutcomeUnknown' } }],
    ['Completed', 1, { left: { _tag: 'OutcomeUnknown' } }],
  ])('settles a lost answer to a pause by a read: %s, after %i requests', async (state, requests, result) => {
    const env = fakeEnv({ pauseRun: () => lost, getRun: () => wireRun({ state }) });
    expect(await pauseRun(job, run)(env)()).toMatchObject(result);
    expect(operations(env).filter((operation) => operation === 'pauseRun')).toHaveLength(requests);
  });

  it.each([
    ['Resuming', 1, { right: { state: 'Resuming' } }],
    ['Running', 1, { right: { state: 'Running' } }],
    ['Paused', 4, { left: { _tag: 'OutcomeUnknown' } }],
    ['Failed', 1, { left: { _tag: 'OutcomeUnknown' } }],
  ])(
    'settles a lost answer to a resume by a read: %s, after %i requests',
    async (state, requests, result) => {
      const env = fakeEnv({ resumeRun: () => lost, getRun: () => wireRun({ state }) });
      expect(await resumeRun(job, run)(env)()).toMatchObject(result);
      expect(operations(env).filter((operation) => operation === 'resumeRun')).toHaveLength(requests);
    },
  );

  it('sends no third request when the second one was refused', async () => {
    const env = fakeEnv({ pauseRun: inTurn(lost, apiError('conflict')), getRun: () => wireRun() });
    expect(await pauseRun(job, run)(env)()).toMatchObject({ left: { _tag: 'Refused', outcome: 'unknown' } });
    expect(operations(env)).toEqual(['pauseRun', 'getRun', 'pauseRun', 'getRun']);
  });

  it('reports a refusal unchanged, without a read', async () => {
    const env = fakeEnv({ pauseRun: () => apiError('conflict') });
    expect(await pauseRun(job, run)(env)()).toMatchObject({ left: { _tag: 'Refused' } });
  });

  it('keeps the outcome unknown if the read fails too', async () => {
    const env = fakeEnv({ pauseRun: () => lost, getRun: () => outage() });
    expect(await pauseRun(job, run)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  });
});
