import type { Fault } from './support/service.js';
import { inTurn } from './support/fakes.js';
import { lost, startService } from './support/service.js';
import { isRunKey, jobId, runJobs, startOnce } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const none: Fault = { kind: 'none' };
const lostFor = (lateMs?: number): Fault => ({
  kind: 'lost',
  ...(lateMs === undefined ? {} : { arrives: true, lateMs }),
});
const year = (value: number) => ({ parameters: [{ name: 'year', value }] });
const always = (fault: Fault) => () => fault;

describe('a start', () => {
  it('sends its key where the service returns it, and hides it from results', async () => {
    const service = startService(always(none));
    const result = await startOnce(
      job,
      { name: 'close', description: 'of day' },
      { key: 'k1' },
    )(service.env)();
    expect(service.runs).toMatchObject([{ name: 'close', description: 'of day [wxdi:k1#90728b.1]' }]);
    expect(result).toMatchObject({
      right: {
        key: 'k1',
        adopted: false,
        keyKept: true,
        gone: false,
        run: { name: 'close', description: 'of day', key: 'k1', requestHash: '90728b', attempt: 1 },
      },
    });
  });

  it('generates a key if none is given, and then reads nothing before it is sent', async () => {
    const service = startService(always(none));
    const result = await startOnce(job)(service.env)();
    expect(service.env.calls.map(({ operation }) => operation)).toEqual(['startRun']);
    expect(result).toMatchObject({ right: { run: { name: 'job run' } } });
    if (result._tag === 'Right') expect(isRunKey(result.right.key)).toBe(true);
  });

  it('reports that the service did not keep its key', async () => {
    expect(
      await startOnce(job, {}, { key: 'k' })(startService(always(none), { keeps: 'nothing' }).env)(),
    ).toMatchObject({
      right: { keyKept: false },
    });
  });

  it.each(['', 'a b', 'a]', 'x'.repeat(65), 'ä'])('is not sent with the invalid key %j', async (key) => {
    const service = startService(always(none));
    expect(await startOnce(job, {}, { key })(service.env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path: 'key' }] },
    });
    expect(service.posts()).toBe(0);
  });

  it('is recorded in the journal before it is sent, and its result afterwards', async () => {
    const seen: (string | undefined)[] = [];
    const service = startService(() => {
      seen.push(service.entry('k')?.state);
      return none;
    });
    await startOnce(job, {}, { key: 'k' })(service.env)();
    expect([...seen, service.entry('k')?.state]).toEqual(['sending', 'started']);
  });

  it('is not sent when it cannot be recorded', async () => {
    const service = startService(always(none));
    const full = async () => ({ _tag: 'Left', left: { message: 'disk full' } }) as const;
    const env = { ...service.env, journal: { ...service.env.journal, swap: () => full } };
    expect(await startOnce(job)(env)()).toMatchObject({ left: { _tag: 'Unavailable', outcome: 'not-sent' } });
    expect(service.posts()).toBe(0);
  });

  it.each(['unsent', 'refused'] as const)(
    'that was %s is reported unchanged, and can be sent again with its key',
    async (kind) => {
      const service = startService(inTurn({ kind }, none));
      expect(await startOnce(job, {}, { key: 'k' })(service.env)()).toMatchObject({ _tag: 'Left' });
      expect(service.entry('k')?.state).toBe('refused');
      expect(await startOnce(job, {}, { key: 'k' })(service.env)()).toMatchObject({
        right: { adopted: false },
      });
      expect(service.runs).toHaveLength(1);
    },
  );
});

describe('a start whose answer was lost', () => {
  it.each([
    ['at once', 0, 0],
    ['after the list has caught up', 10_000, 0],
    ['after a late delivery', 0, 30_000],
    ['after both, within the window', 10_000, 49_000],
  ])('is found %s', async (_, lagMs, lateMs) => {
    const service = startService(always(lostFor(lateMs)), { lagMs });
    expect(await startOnce(job)(service.env)()).toMatchObject({ right: { adopted: true, keyKept: true } });
    expect([service.posts(), service.runs.length]).toEqual([1, 1]);
  });

  it('is found when only the body of the answer was lost', async () => {
    const service = startService(always({ kind: 'body' }));
    expect(await startOnce(job)(service.env)()).toMatchObject({ right: { adopted: true } });
    expect(service.posts()).toBe(1);
  });

  it('is reported as unknown with its key when no run is found, and is not sent again', async () => {
    const service = startService(always(lostFor()));
    expect(await startOnce(job, {}, { key: 'k' })(service.env)()).toMatchObject({
      left: { _tag: 'OutcomeUnknown', key: 'k' },
    });
    expect(service.posts()).toBe(1);
  });

  it('is searched for with increasing waits, the last time exactly at the end of the window', async () => {
    const service = startService(always(lostFor()));
    await startOnce(job)(service.env)();
    expect(service.env.clock.slept).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 28_500]);
    expect(service.env.calls.at(-1)?.operation).toBe('listRuns');
  });

  it('is sent once more with the same key if requested', async () => {
    const service = startService(inTurn(lostFor(), none));
    const result = await startOnce(job, {}, { key: 'k', ifUnknown: 'resend' })(service.env)();
    expect(result).toMatchObject({ right: { adopted: false, key: 'k' } });
    expect(service.posts()).toBe(2);
    const twice = startService(always(lostFor()));
    expect(await startOnce(job, {}, { ifUnknown: 'resend' })(twice.env)()).toMatchObject({
      left: { _tag: 'OutcomeUnknown' },
    });
    expect(twice.posts()).toBe(2);
  });

  it('stays unknown if the caller aborts the search', async () => {
    const controller = new AbortController();
    const service = startService(() => {
      controller.abort();
      return lostFor(0);
    });
    expect(
      await startOnce(job, {}, { key: 'k' })({ ...service.env, cancel: controller.signal })(),
    ).toMatchObject({
      left: { _tag: 'OutcomeUnknown', key: 'k' },
    });
  });

  it('is still searched for after failed searches', async () => {
    let searches = 0;
    const service = startService(always(lostFor(0)));
    const listRuns: typeof service.env.api.listRuns = (...args) =>
      (searches += 1) < 4 ? async () => ({ _tag: 'Left', left: lost }) : service.env.api.listRuns(...args);
    const env = { ...service.env, api: { ...service.env.api, listRuns } };
    expect(await startOnce(job)(env)()).toMatchObject({ right: { adopted: true } });
  });
});

describe('a start that is repeated with its key', () => {
  it('returns the run of the first start', async () => {
    const service = startService(always(none));
    const first = await startOnce(job, {}, { key: 'k' })(service.env)();
    const second = await startOnce(job, {}, { key: 'k' })(service.env)();
    expect(second).toMatchObject({
      right: { adopted: true, run: { id: first._tag === 'Right' ? first.right.run.id : '' } },
    });
    expect(service.posts()).toBe(1);
  });

  it('returns the run of the first start on another machine, whose journal is empty', async () => {
    const service = startService(always(none));
    await startOnce(job, {}, { key: 'k' })(service.env)();
    const elsewhere = { ...service.env, journal: startService(always(none)).env.journal };
    expect(await startOnce(job, {}, { key: 'k' })(elsewhere)()).toMatchObject({ right: { adopted: true } });
    expect(service.posts()).toBe(1);
  });

  it('is rejected if its request differs', async () => {
    const service = startService(always(none));
    await startOnce(job, year(1), { key: 'k' })(service.env)();
    expect(await startOnce(job, year(2), { key: 'k' })(service.env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path: 'key' }] },
    });
    expect(service.posts()).toBe(1);
  });

  it.each([
    ['and found, if the request arrived', true, 0, { right: { adopted: true } }],
    ['and found, if the request arrives within the window', true, 30_000, { right: { adopted: true } }],
    ['and unknown, if the request did not arrive', false, 0, { left: { _tag: 'OutcomeUnknown' } }],
  ])('is searched for after the first process was killed, %s', async (_, arrives, lateMs, result) => {
    const service = startService(always({ kind: 'lost', arrives, lateMs }));
    // Killed: the request was sent, and no process waits for its answer.
    const killed = {
      ...service.env,
      clock: { ...service.env.clock, sleep: () => () => new Promise<void>(() => undefined) },
    };
    void startOnce(job, {}, { key: 'k' })(killed)();
    await new Promise(setImmediate);
    expect(service.entry('k')?.state).toBe('sending');
    expect(await startOnce(job, {}, { key: 'k' })(service.env)()).toMatchObject(result);
    expect(service.posts()).toBe(1);
  });

  it('by two processes at the same time starts one run', async () => {
    const service = startService(always(none), { lagMs: 3_000 });
    const both = await Promise.all([
      startOnce(job, {}, { key: 'k' })(service.env)(),
      startOnce(job, {}, { key: 'k' })(service.env)(),
    ]);
    expect(service.posts()).toBe(1);
    const adopted = both.map((result) => (result._tag === 'Right' ? result.right.adopted : undefined));
    expect(adopted.toSorted()).toEqual([false, true]);
  });
});

describe('if the service drops the key from the name', () => {
  it('reads the description of each run', async () => {
    const service = startService(always(lostFor(0)), { keeps: 'description' });
    expect(await startOnce(job)(service.env)()).toMatchObject({ right: { adopted: true, keyKept: true } });
  });

  it.each(['cut', 'nothing'] as const)(
    'adopts the only run since the start if the description loses the key, too (%s)',
    async (keeps) => {
      const service = startService(always(lostFor(1_000)), { keeps });
      service.foreign(service.env.clock.now() - 60_000);
      expect(await startOnce(job)(service.env)()).toMatchObject({
        right: { adopted: true, keyKept: false, run: { id: 'run-2' } },
      });
    },
  );

  it('reports an unknown outcome if two runs were created since the start', async () => {
    const service = startService(always(lostFor(0)), { keeps: 'nothing' });
    service.foreign(service.env.clock.now() + 100);
    expect(await startOnce(job)(service.env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  });

  it('never adopts a run of another start', async () => {
    const service = startService(inTurn(none, lostFor()), { keeps: 'description' });
    await startOnce(job, {}, { key: 'other' })(service.env)();
    expect(await startOnce(job, {}, { key: 'mine' })(service.env)()).toMatchObject({
      left: { _tag: 'OutcomeUnknown' },
    });
  });
});

/** Starts a run as one of many; the run is the report's, whatever happens to the wait. */
const oneOfMany = (env: ReturnType<typeof startService>['env']) => async () => {
  const reports = await runJobs(1, { timeoutMs: 300_000 })([{ job, key: 'k' }])(env)();
  const report = E.isRight(reports) ? reports.right[0] : undefined;
  return report?.run === undefined ? (report?.result ?? E.right(undefined)) : E.right(report.run);
};

/** The full proof sets WXDI_STARTS=200000. */
const starts = Number(process.env['WXDI_STARTS'] ?? 10_000);

describe('many starts with faults', () => {
  it(
    'never start two runs, and are never reported as failed when there is one',
    { timeout: 600_000 },
    async () => {
      const faults: fc.Arbitrary<Fault> = fc.oneof(
        { weight: 80, arbitrary: fc.constant(none) },
        {
          weight: 20,
          arbitrary: fc.oneof(
            fc.constantFrom<Fault>(
              { kind: 'unsent' },
              { kind: 'refused' },
              { kind: 'body' },
              { kind: 'lost' },
            ),
            fc.record({
              kind: fc.constant('lost' as const),
              arrives: fc.constant(true),
              lateMs: fc.nat(45_000),
            }),
          ),
        },
      );
      await fc.assert(
        fc.asyncProperty(
          faults,
          fc.nat(14_000),
          fc.boolean(),
          fc.boolean(),
          async (fault, lagMs, again, many) => {
            const service = startService(always(fault), { lagMs });
            const start = many
              ? oneOfMany(service.env)
              : () => startOnce(job, {}, { key: 'k' })(service.env)();
            let result = await start();
            // A caller without an answer tries again with the same key.
            if (again && result._tag === 'Left') result = await start();
            const reported = result._tag === 'Right' ? 1 : 0;
            expect(service.runs).toHaveLength(reported);
            if (fault.kind === 'lost' && reported === 0)
              expect(result).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
          },
        ),
        { numRuns: starts },
      );
    },
  );
});
