import type { FinishedRunState } from '@wxdi/core';
import { jobId, retryRun, runJob } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiError, fakeEnv, inTurn } from './support/fakes.js';
import { wireRun } from './support/wire.js';

const job = jobId('job-1');

/** A service whose runs end with these states, one after the other. */
const ending = (states: readonly FinishedRunState[]) =>
  fakeEnv({
    startRun: () => wireRun({ state: 'Starting' }),
    listRuns: () => ({ results: [] }),
    getRun: inTurn(...states.map((state) => wireRun({ state, duration: 1 }))),
  });
const startWithKey = (attempt: number) => runJob(job, {}, { key: `attempt-${attempt}` });
const starts = ({ calls }: ReturnType<typeof fakeEnv>) =>
  calls.filter(({ operation }) => operation === 'startRun').length;

const successes: readonly string[] = ['Completed', 'CompletedWithWarnings'];
const someState = fc.constantFrom<FinishedRunState>(
  'Failed',
  'CompletedWithErrors',
  'Canceled',
  'Completed',
  'CompletedWithWarnings',
);

describe('repeating a run', () => {
  it('ends with the first success, the first canceled run, or the last attempt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someState, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        async (states, attempts) => {
          const env = ending(states);
          const result = await retryRun(attempts)(startWithKey)(env)();
          const stop = states.findIndex((state) => state === 'Canceled' || successes.includes(state));
          const expected = Math.min(attempts, stop === -1 ? Infinity : stop + 1);
          expect(starts(env)).toBe(expected);
          expect(result).toMatchObject({ right: { state: states[expected - 1] } });
        },
      ),
    );
  });

  it('passes the number of the attempt to the program', async () => {
    const env = ending(['Failed', 'Completed']);
    await retryRun(3)((attempt) => runJob(job, { name: `attempt ${attempt}` }, { key: `k${attempt}` }))(
      env,
    )();
    const bodies = env.calls
      .filter(({ operation }) => operation === 'startRun')
      .map(({ request }) => request);
    expect(bodies).toMatchObject([1, 2].map((n) => ({ body: { job_run: { name: `attempt ${n}` } } })));
  });

  it('waits as long as the policy states, and stops when it does', async () => {
    const env = ending(['Failed', 'Canceled', 'Failed']);
    const result = await retryRun(9, ({ state }, attempt) =>
      attempt === 3 ? undefined : state === 'Failed' ? 60_000 : 5_000,
    )(startWithKey)(env)();
    expect(result).toMatchObject({ right: { state: 'Failed' } });
    expect(starts(env)).toBe(3);
    expect(env.clock.slept).toEqual([60_000, 5_000]);
  });

  it('does not repeat an error: a start whose outcome is unknown may have created a run', async () => {
    const env = fakeEnv({
      startRun: () => apiError('connection-lost', { class: 'ambiguous' }),
      listRuns: () => ({ results: [] }),
    });
    const result = await retryRun(3)(startWithKey)(env)();
    expect(result).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(starts(env)).toBe(1);
  });

  it('ends when the caller aborts between two runs', async () => {
    const stop = new AbortController();
    const env = { ...ending(['Failed', 'Completed']), cancel: stop.signal };
    const result = await retryRun(3, () => {
      stop.abort();
      return 1_000;
    })(startWithKey)(env)();
    expect(result).toMatchObject({ left: { _tag: 'Aborted' } });
    expect(starts(env)).toBe(1);
  });
});
