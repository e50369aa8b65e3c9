import type { ChainStep, HasCancel, JobId, WorkflowError } from '@wxdi/core';
import { apiError, fakeEnv, outage } from './support/fakes.js';
import { memoryJournal } from './support/journal.js';
import { startService } from './support/service.js';
import { wireRun } from './support/wire.js';
import { cancelScope, jobId, never, parallel, runChain, runJob, runJobs, startOnce } from '@wxdi/core';
import { random } from '@wxdi/testkit';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A task that yields to others N times, and counts how many tasks are running. */
const gauge = () => {
  const now = { running: 0, most: 0 };
  const task =
    <A>(yields: number, result: E.Either<string, A>) =>
    (_env: HasCancel) =>
    async () => {
      now.running += 1;
      now.most = Math.max(now.most, now.running);
      for (let i = 0; i < yields; i += 1) await Promise.resolve();
      now.running -= 1;
      return result;
    };
  return { now, task };
};

describe('parallel', () => {
  it('returns the results in the order of the items, and never exceeds the limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9)), fc.integer({ min: 1, max: 5 }), async (yields, limit) => {
        const { now, task } = gauge();
        const result = await parallel(limit)(yields, (n, i) => task(n + 1, E.right(i)))({ cancel: never })();
        expect(result).toEqual(E.right(yields.map((_, i) => i)));
        expect(now.most).toBe(Math.min(limit, yields.length));
      }),
    );
  });

  it('stops at the first Left, aborts the siblings and waits for them', async () => {
    const begun: number[] = [];
    const stopped: number[] = [];
    const result = await parallel(3)([0, 1, 2, 3, 4], (n) => ({ cancel }: HasCancel) => async () => {
      begun.push(n);
      if (n === 1) return E.left('broken');
      await new Promise<void>((resolve) => cancel.addEventListener('abort', resolve));
      stopped.push(n);
      return E.left('stopped');
    })({ cancel: never })();
    expect(result).toEqual(E.left('broken'));
    expect(begun).toEqual([0, 1, 2]);
    expect(stopped).toEqual([0, 2]);
  });

  it("passes on the caller's abort, and removes its listener afterwards", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const cancel = {
      get aborted() {
        return controller.signal.aborted;
      },
      addEventListener: (_: 'abort', f: () => void) => {
        listeners += 1;
        controller.signal.addEventListener('abort', f);
      },
      removeEventListener: (_: 'abort', f: () => void) => {
        listeners -= 1;
        controller.signal.removeEventListener('abort', f);
      },
    };
    const seen = await parallel(2)([1], () => (env: HasCancel) => async () => {
      controller.abort();
      return E.right(env.cancel.aborted);
    })({ cancel })();
    expect(seen).toEqual(E.right([true]));
    expect(listeners).toBe(0);
  });

  it('runs 100,000 items without growing the stack', async () => {
    const items = Array.from({ length: 100_000 }, (_, i) => i);
    const result = await parallel(32)(items, (n) => () => async () => E.right(n))({ cancel: never })();
    expect(result).toMatchObject({ right: { length: 100_000 } });
  });
});

describe('a cancel scope', () => {
  it('fires once, with its reason, and does not fire its parent', () => {
    const parent = cancelScope(never);
    const child = cancelScope(parent.cancel);
    let fired = 0;
    child.cancel.addEventListener('abort', () => (fired += 1));
    child.fire('enough');
    child.fire('again');
    expect([fired, child.cancel.aborted, child.cancel.reason, parent.cancel.aborted]).toEqual([
      1,
      true,
      'enough',
      false,
    ]);
  });

  it('fires with its parent until it is closed', () => {
    const parent = cancelScope(never);
    const [open, closed] = [cancelScope(parent.cancel), cancelScope(parent.cancel)];
    closed.close();
    parent.fire();
    expect([open.cancel.aborted, closed.cancel.aborted]).toEqual([true, false]);
  });

  it('has fired from the beginning if its parent has fired', () => {
    const parent = cancelScope(never);
    parent.fire('gone');
    expect(cancelScope(parent.cancel).cancel).toMatchObject({ aborted: true, reason: 'gone' });
  });
});

/** A service whose runs end at the second poll. The job id decides how: `ok`, `warn`, `fail`, or refused: `no`. */
const service = () => {
  const started: string[] = [];
  const polls = new Map<string, number>();
  const ends: Readonly<Record<string, string>> = {
    ok: 'Completed',
    warn: 'CompletedWithWarnings',
    fail: 'Failed',
  };
  const env = fakeEnv({
    startRun: ({ path: { job_id } }) => {
      if (job_id.startsWith('no')) return apiError('rejected');
      started.push(job_id);
      return wireRun({ job_ref: job_id, state: 'Starting' }, { asset_id: `run-${job_id}-${started.length}` });
    },
    getRun: ({ path: { job_id, run_id } }) => {
      const poll = (polls.get(run_id) ?? 0) + 1;
      polls.set(run_id, poll);
      const state = poll < 2 ? 'Running' : (ends[job_id.split('-')[0] ?? ''] ?? 'Completed');
      return wireRun({ job_ref: job_id, state, duration: 1 }, { asset_id: run_id });
    },
  });
  // Each start has a key of its own.
  return { env: { ...env, random: random(1) }, started };
};

describe('running many jobs', () => {
  it('returns a result for each request, in order, even if a run failed or was refused', async () => {
    const { env } = service();
    const requests = ['ok-1', 'fail-1', 'no-1', 'warn-1'].map((id) => ({ job: jobId(id) }));
    const result = await runJobs(2)(requests)(env)();
    expect(result).toMatchObject({
      right: [
        { request: { job: 'ok-1' }, result: { right: { state: 'Completed' } } },
        { request: { job: 'fail-1' }, result: { right: { state: 'Failed' } } },
        { request: { job: 'no-1' }, result: { left: { _tag: 'Refused' } } },
        { request: { job: 'warn-1' }, result: { right: { state: 'CompletedWithWarnings' } } },
      ],
    });
  });

  it('starts each run once', async () => {
    const { env, started } = service();
    await runJobs(4)(Array.from({ length: 30 }, () => ({ job: jobId('ok-1') })))(env)();
    expect(started).toHaveLength(30);
  });

  it('after an abort reports each request, and that it was not sent', async () => {
    const scope = cancelScope(never);
    const { env, started } = service();
    scope.fire();
    const requests = [{ job: jobId('ok-1'), key: 'mine' }, { job: jobId('ok-2') }];
    expect(await runJobs(1)(requests)({ ...env, cancel: scope.cancel })()).toMatchObject({
      right: [
        { key: 'mine', result: { left: { _tag: 'Aborted', outcome: 'not-sent' } } },
        { key: expect.stringMatching(/^.{20}$/), result: { left: { _tag: 'Aborted', outcome: 'not-sent' } } },
      ],
    });
    expect(started).toEqual([]);
  });
});

describe('one of many runs', () => {
  const job = jobId('job-1');
  const ended = (service: ReturnType<typeof startService>, state: string) => {
    for (const run of service.runs) Object.assign(run, { state });
  };
  const seeded = (env: ReturnType<typeof startService>['env']) => ({ ...env, random: random(1) });

  it.each(['runJobs', 'runJob', 'runChain'] as const)(
    'whose answer is lost is found by its key: %s',
    async (entryPoint) => {
      const service = startService(() => ({ kind: 'lost', arrives: true, lateMs: 3_000 }));
      const env = seeded(service.env);
      const getRun: typeof env.api.getRun = (...args) => {
        ended(service, 'Completed');
        return env.api.getRun(...args);
      };
      const patched = { ...env, api: { ...env.api, getRun } };
      const end = {
        runJobs: runJobs(2)([{ job, key: 'a' }]),
        runJob: runJob(job, {}, { key: 'a' }),
        runChain: runChain([{ name: 'a', job, key: 'a' }]),
      }[entryPoint];
      expect((await end(patched)())._tag).toBe('Right');
      expect(service.entry('a')).toMatchObject({ state: 'started', ended: 'Completed' });
      expect([service.posts(), service.runs.length]).toEqual([1, 1]);
    },
  );

  it('that was not started before the time limit has a key of its own all the same', async () => {
    const env = seeded(startService(() => ({ kind: 'none' })).env);
    const reports = await runJobs(1, { timeoutMs: 0 })([{ job }, { job, key: 'mine' }])(env)();
    const left = {
      _tag: 'DeadlineExceeded',
      outcome: 'not-sent',
      message: 'timed out before the run was started',
    };
    const key: unknown = expect.stringMatching(/^[\w.-]+$/);
    expect(reports).toMatchObject({
      right: [
        { key, result: { left: { ...left, key } } },
        { key: 'mine', result: { left: { ...left, key: 'mine' } } },
      ],
    });
  });

  it('that is repeated with its key is not started again', async () => {
    const service = startService(() => ({ kind: 'none' }));
    const env = seeded(service.env);
    await startOnce(job, {}, { key: 'a' })(env)();
    ended(service, 'Failed');
    const requests = [{ job, key: 'a' }, { job }];
    const first = await runJobs(1, { timeoutMs: 400_000 })(requests)(env)();
    expect(first).toMatchObject({
      right: [
        { key: 'a', run: { id: 'run-1' }, result: { right: { state: 'Failed' } } },
        { run: { id: 'run-2' } },
      ],
    });
    ended(service, 'Failed');
    await runJobs(1, { retryFailed: true, timeoutMs: 400_000 })([{ job, key: 'a' }])(env)();
    expect(service.runs.at(-1)?.description).toMatch(/^\[wxdi:a#.{6}\.2\]$/);
  });

  it.each<[string, WorkflowError['_tag'], () => ReturnType<typeof apiError> | ReturnType<typeof wireRun>]>([
    ['a time limit', 'DeadlineExceeded', () => wireRun()],
    ['an outage', 'Unavailable', () => outage()],
    ['a refused token', 'NotPermitted', () => apiError('unauthenticated', { class: 'unsent' })],
  ])('keeps its run and key after %s', async (_, kind, getRun) => {
    const env = { ...fakeEnv({ startRun: () => wireRun(), getRun }), random: random(1) };
    const error = { _tag: kind, outcome: 'started', runId: 'run-1', key: 'mine' };
    const known = { key: 'mine', run: { id: 'run-1' } };
    // The timeout is longer than the time for which an outage is tolerated.
    const options = { timeoutMs: 400_000 };
    const request = { job, key: 'mine' };
    const list = { listRuns: () => async () => E.right({ results: [] }) };
    const started = () => ({ ...env, api: { ...env.api, ...list }, journal: memoryJournal().journal });
    expect(await runJobs(1, options)([request])(started())()).toMatchObject({
      right: [{ request, ...known, result: { left: error } }],
    });
    expect(await runJob(job, {}, { ...options, key: 'mine' })(started())()).toMatchObject({ left: error });
    const steps = [
      { name: 'a', ...request },
      { name: 'b', job, after: ['a'] },
    ];
    const chained = await runChain(steps, options)(started())();
    expect(E.isRight(chained) && Object.fromEntries(chained.right)).toMatchObject({
      a: { _tag: 'Broke', ...known, error },
      b: { _tag: 'Skipped' },
    });
  });

  it('keeps its run after an abort, and the others were not sent', async () => {
    const scope = cancelScope(never);
    const { env, started } = service();
    const getRun: typeof env.api.getRun = (...args) => {
      scope.fire();
      return env.api.getRun(...args);
    };
    const requests = ['ok-1', 'ok-2'].map((id) => ({ job: jobId(id) }));
    const aborting = { ...env, api: { ...env.api, getRun }, cancel: scope.cancel };
    expect(await runJobs(1)(requests)(aborting)()).toMatchObject({
      right: [
        { run: { id: 'run-ok-1-1' }, result: { left: { _tag: 'Aborted', outcome: 'started' } } },
        { result: { left: { _tag: 'Aborted', outcome: 'not-sent' } } },
      ],
    });
    expect(started).toEqual(['ok-1']);
  });
});

describe('a chain of jobs', () => {
  const step = (name: string, ...after: string[]): ChainStep => ({ name, job: jobId(name), after });
  const run = async (steps: readonly ChainStep[], options?: Parameters<typeof runChain>[1]) => {
    const { env, started } = service();
    const result = await runChain(steps, options)(env)();
    const tags = E.isRight(result)
      ? Object.fromEntries([...result.right].map(([name, { _tag }]) => [name, _tag]))
      : result.left;
    return { tags, started };
  };

  it('starts a job only after all its predecessors have completed', async () => {
    const { tags, started } = await run([step('ok-load', 'ok-a', 'warn-b'), step('ok-a'), step('warn-b')]);
    expect(tags).toEqual({ 'ok-load': 'Ran', 'ok-a': 'Ran', 'warn-b': 'Ran' });
    expect(started.at(-1)).toBe('ok-load');
  });

  it('skips the successors of a run that failed or could not start, and runs the rest', async () => {
    const { tags, started } = await run([
      step('fail-a'),
      step('ok-b', 'fail-a'),
      step('ok-c', 'ok-b'),
      step('no-d'),
      step('ok-e', 'no-d'),
      step('ok-f'),
    ]);
    expect(tags).toEqual({
      'fail-a': 'Ran',
      'ok-b': 'Skipped',
      'ok-c': 'Skipped',
      'no-d': 'Broke',
      'ok-e': 'Skipped',
      'ok-f': 'Ran',
    });
    expect(started).toEqual(['fail-a', 'ok-f']);
  });

  it('uses the condition of the caller for starting successors', async () => {
    const strict = { goesOn: ({ state }: { readonly state: string }) => state === 'Completed' };
    expect((await run([step('warn-a'), step('ok-b', 'warn-a')], strict)).tags).toMatchObject({
      'ok-b': 'Skipped',
    });
  });

  it('accepts a step without predecessors', async () => {
    expect((await run([{ name: 'first', job: jobId('ok-a') }])).tags).toEqual({ first: 'Ran' });
  });

  it.each<[string, readonly ChainStep[], readonly string[], string]>([
    [
      'contains a cycle',
      [step('a', 'b'), step('b', 'a'), step('c')],
      ['a', 'b'],
      'a step that depends on itself',
    ],
    ['contains a step that waits for itself', [step('a', 'a')], ['a'], 'a step that depends on itself'],
    ['names unknown steps', [step('a', 'z', 'y')], ['z', 'y'], 'an unknown step'],
    ['names a step twice', [step('a'), step('a')], ['a'], 'a second step with this name'],
  ])('that %s is rejected with the step names, and nothing is started', async (_, steps, paths, received) => {
    const { tags, started } = await run(steps);
    expect(tags).toMatchObject({ _tag: 'InvalidInput', issues: paths.map((path) => ({ path, received })) });
    expect(started).toEqual([]);
  });

  it('never starts a job before its predecessors, for any chain', async () => {
    const chain = fc
      .integer({ min: 1, max: 8 })
      .chain((n) =>
        fc.tuple(
          ...Array.from({ length: n }, (_, i) =>
            fc.subarray(Array.from({ length: i }, (__, j) => `ok-${j}`)),
          ),
        ),
      );
    await fc.assert(
      fc.asyncProperty(chain, fc.integer({ min: 1, max: 4 }), async (afters, limit) => {
        const steps = afters.map((after, i): ChainStep => ({
          name: `ok-${i}`,
          job: `ok-${i}` as JobId,
          after,
        }));
        const { started } = await run(steps, { limit });
        expect(started).toHaveLength(steps.length);
        for (const { name, after = [] } of steps) {
          for (const before of after) expect(started.indexOf(before)).toBeLessThan(started.indexOf(name));
        }
      }),
    );
  });
});
