import type { Cancel, HasCancel, HasClock, WorkflowError } from '@wxdi/core';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import { awaitRun, followRun, jobId, loop, never, pause, race, runId, withTimeout } from '@wxdi/core';
import { virtualClock } from '@wxdi/testkit';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { describe, expect, it } from 'vitest';
import { collectEvents } from './support/events.js';
import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireRun } from './support/wire.js';

const [job, run] = [jobId('job-1'), runId('run-1')];

type Env = HasClock & HasCancel;
type Program<A> = ReaderTaskEither<Env, WorkflowError, A>;

const envOf = (cancel: Cancel = never) => ({ clock: virtualClock(), cancel });

/** Waits as long as each of these, and returns a value. */
const steps = (waits: readonly number[], value: string): Program<string> =>
  pipe(
    waits.reduce<Program<void>>(
      (before, ms) =>
        pipe(
          before,
          RTE.flatMap(() => pause(ms)),
        ),
      RTE.right(undefined),
    ),
    RTE.map(() => value),
  );
const total = (waits: readonly number[]) => waits.reduce((sum, ms) => sum + ms, 0);

const someWaits = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 5 });

/** Answers only when its signal fires, with this error. */
const hanging =
  (error = apiError('aborted', { class: 'unsent' })) =>
  (_request: unknown, cancel: Cancel) =>
  () =>
    new Promise<E.Either<typeof error, never>>((resolve) => {
      cancel.addEventListener('abort', () => resolve(E.left(error)));
    });

const runEnv = (api: object, cancel?: Cancel) =>
  ({ ...fakeEnv({}, cancel), api }) as ReturnType<typeof fakeEnv>;

const ends = (result: unknown) => async () => E.right(result);

describe('withTimeout', () => {
  it('without a limit is the program itself', async () => {
    await fc.assert(
      fc.asyncProperty(someWaits, async (waits) => {
        const [plain, limited] = [envOf(), envOf()];
        const result = await withTimeout(Infinity)(steps(waits, 'done'))(limited)();
        expect(result).toEqual(await steps(waits, 'done')(plain)());
        expect(limited.clock.slept).toEqual(plain.clock.slept);
        expect(limited.clock.pending()).toBe(0);
      }),
    );
  });

  it('returns the result of a program that ends before, and fails exactly at the limit otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(someWaits, fc.integer({ min: 1, max: 30_000 }), async (waits, limit) => {
        const env = envOf();
        const result = await withTimeout(limit)(steps(waits, 'done'))(env)();
        if (total(waits) < limit) expect(result).toEqual(E.right('done'));
        else expect(result).toMatchObject({ left: { _tag: 'DeadlineExceeded', outcome: 'not-sent' } });
        expect(env.clock.monotonic()).toBe(Math.min(total(waits), limit));
        expect(env.clock.pending()).toBe(0);
      }),
    );
  });

  it('nested is the shorter limit', async () => {
    const some = fc.integer({ min: 1, max: 10_000 });
    await fc.assert(
      fc.asyncProperty(some, some, async (inner, outer) => {
        const env = envOf();
        const result = await pipe(pause(60_000), withTimeout(inner), withTimeout(outer))(env)();
        expect(result).toMatchObject({ left: { _tag: 'DeadlineExceeded' } });
        expect(env.clock.monotonic()).toBe(Math.min(inner, outer));
        expect(env.clock.pending()).toBe(0);
      }),
    );
  });

  it('does not begin a program whose time is over', async () => {
    const env = envOf();
    let begun = false;
    const program: Program<void> = RTE.fromIO(() => void (begun = true));
    expect(await withTimeout(0)(program)(env)()).toMatchObject({ left: { _tag: 'DeadlineExceeded' } });
    expect(begun).toBe(false);
  });

  it('ends a loop that repeats until its signal fires', async () => {
    const env = envOf();
    const forever: Program<never> = (inner) =>
      loop(0, (turn) =>
        pipe(pause(100)(inner), (wait) => async () => E.map(() => E.left(turn + 1))(await wait())),
      );
    expect(await withTimeout(1_050)(forever)(env)()).toMatchObject({ left: { _tag: 'DeadlineExceeded' } });
    expect(env.clock.monotonic()).toBe(1_050);
  });

  it('abandons work that ignores its signal 100 ms after the limit, with an unknown outcome', async () => {
    const env = envOf();
    const deaf: Program<void> = () => () => new Promise(() => undefined);
    expect(await withTimeout(1_000)(deaf)(env)()).toMatchObject({
      left: { _tag: 'DeadlineExceeded', outcome: 'unknown' },
    });
    expect(env.clock.monotonic()).toBe(1_100);
    expect(env.clock.pending()).toBe(0);
  });

  it.each([1_000, Infinity])(
    'abandons such work after an abort too, which stays an abort (limit %d)',
    async (ms) => {
      const stop = new AbortController();
      const env = envOf(stop.signal);
      const deaf: Program<void> = () => () => {
        stop.abort('enough');
        return new Promise(() => undefined);
      };
      expect(await withTimeout(ms)(deaf)(env)()).toMatchObject({
        left: { _tag: 'Aborted', cause: 'enough', outcome: 'unknown' },
      });
      expect(env.clock.monotonic()).toBe(100);
      expect(env.clock.pending()).toBe(0);
    },
  );

  it('leaves a failure before the limit as it is', async () => {
    const env = runEnv({ getRun: async () => E.left(apiError('not-found')) });
    const failing = fakeEnv({ getRun: () => apiError('rejected') });
    expect(await withTimeout(1_000)(awaitRun(job, run))(failing)()).toMatchObject({
      left: { _tag: 'Refused' },
    });
    expect(env.clock.pending()).toBe(0);
  });

  it('states what became of a write that was under way', async () => {
    const lost = { _tag: 'OutcomeUnknown', message: 'lost', outcome: 'unknown', at: ['deleteJob'] } as const;
    const writing =
      (error: WorkflowError): Program<void> =>
      ({ clock, cancel }) =>
      async () => {
        await clock.sleep(60_000, cancel)();
        return E.left(error);
      };
    expect(await withTimeout(10)(writing(lost))(envOf())()).toMatchObject({
      left: { _tag: 'DeadlineExceeded', outcome: 'unknown', at: ['deleteJob'] },
    });
    expect(await withTimeout(10)(writing({ ...lost, key: 'k-1' }))(envOf())()).toMatchObject({
      left: { _tag: 'OutcomeUnknown', key: 'k-1' },
    });
  });
});

describe('race', () => {
  const pairs = fc
    .tuple(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }))
    .filter(([a, b]) => a !== b);

  it('has the same winner in either order, at its time, and no timer is left', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([a, b]) => {
        const [first, second] = [steps([a], 'a'), steps([b], 'b')];
        const [env, other] = [envOf(), envOf()];
        const result = await race([first, second])(env)();
        expect(result).toEqual(E.right(a < b ? 'a' : 'b'));
        expect(await race([second, first])(other)()).toEqual(result);
        for (const { clock } of [env, other]) {
          expect(clock.monotonic()).toBe(Math.min(a, b));
          expect(clock.pending()).toBe(0);
        }
      }),
    );
  });

  it('is won by a failure as well', async () => {
    const failing: Program<string> = pipe(
      pause(10),
      RTE.flatMap(() =>
        RTE.left({ _tag: 'NotFound', message: 'gone', outcome: 'rejected', at: [] } as const),
      ),
    );
    expect(await race([steps([20], 'late'), failing])(envOf())()).toMatchObject({
      left: { _tag: 'NotFound' },
    });
  });

  it('ends the wait of the loser without a request to cancel its run', async () => {
    const requests: string[] = [];
    const asked =
      (name: string, state: string) =>
      (...args: [unknown, Cancel]) => {
        requests.push(name);
        return state === 'hangs' ? hanging()(...args) : ends(wireRun({ state, duration: 1 }));
      };
    const env = {
      ...runEnv({
        getRun: (request: { path: { run_id: string } }, cancel: Cancel) =>
          asked(request.path.run_id, request.path.run_id === 'slow' ? 'hangs' : 'Completed')(request, cancel),
      }),
    };
    const result = await race([awaitRun(job, runId('slow')), awaitRun(job, runId('quick'))])(env)();
    expect(result).toMatchObject({ right: { state: 'Completed' } });
    expect(requests).toEqual(['slow', 'quick']);
    expect(env.clock.pending()).toBe(0);
  });

  it('ends when the caller aborts', async () => {
    const stop = new AbortController();
    const env = envOf(stop.signal);
    const racing = race([steps([1_000], 'a'), steps([2_000], 'b')])(env)();
    stop.abort();
    expect(await racing).toMatchObject({ left: { _tag: 'Aborted' } });
    expect(env.clock.pending()).toBe(0);
  });
});

describe('the limit of a followed run ends it', () => {
  const limit = 7_000;
  it.each<[string, object, { logs?: boolean }]>([
    ['while a poll hangs', { getRun: hanging() }, {}],
    ['between two polls', { getRun: () => ends(wireRun()) }, {}],
    ['during an outage', { getRun: () => async () => E.left(outage()) }, {}],
    ['while Retry-After lasts', { getRun: () => async () => E.left(outage({ retryAfterMs: 90_000 })) }, {}],
    ['while the log is read', { getRun: () => ends(wireRun()), getRunLogs: hanging() }, { logs: true }],
  ])('%s', async (_when, api, options) => {
    const env = runEnv(api);
    const { result } = await collectEvents(followRun(job, run, { ...options, timeoutMs: limit }), env);
    expect(result).toMatchObject({
      left: { _tag: 'DeadlineExceeded', outcome: 'not-sent', at: ['followRun job=job-1 run=run-1'] },
    });
    expect(env.clock.monotonic()).toBe(limit);
    expect(env.clock.pending()).toBe(0);
  });

  it('with the ended run, if only its totals are missing', async () => {
    const answers = inTurn(ends(wireRun()), ends(wireRun({ state: 'Completed' })), undefined);
    const env = runEnv({ getRun: (...args: [unknown, Cancel]) => answers() ?? hanging()(...args) });
    const { result } = await collectEvents(followRun(job, run, { timeoutMs: limit }), env);
    expect(result).toMatchObject({ right: { run: { state: 'Completed' } } });
    expect(env.clock.monotonic()).toBe(limit);
  });

  it('with the ended run, if its log hangs', async () => {
    const ended = wireRun({ state: 'Completed', duration: 5 });
    const env = runEnv({ getRun: () => ends(ended), getRunLogs: hanging() });
    const { result, events } = await collectEvents(
      followRun(job, run, { logs: true, timeoutMs: limit }),
      env,
    );
    expect(result).toMatchObject({ right: { run: { state: 'Completed' } } });
    expect(events).toMatchObject([{ type: 'state', run: { state: 'Completed' } }]);
    expect(env.clock.monotonic()).toBe(limit);
    expect(env.clock.pending()).toBe(0);
  });
});
