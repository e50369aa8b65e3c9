import type { JournalEntry, StartJobOptions } from '@wxdi/core';
import type { Fault } from './support/service.js';
import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { memoryJournal } from './support/journal.js';
import { startService } from './support/service.js';
import { wireJob, wireRun } from './support/wire.js';
import { jobId, previewStart, runJob, startJob, startOnce } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const none: Fault = { kind: 'none' };
const working = () => startService(() => none);
const operations = (env: ReturnType<typeof fakeEnv>) => env.calls.map(({ operation }) => operation);
const start = (service: ReturnType<typeof startService>, options: StartJobOptions = {}) =>
  startOnce(job, {}, { key: 'k', ...options })(service.env)();

describe('a start that is repeated after its run ended', () => {
  it.each(['Failed', 'Canceled', 'CompletedWithErrors'])(
    'returns a run that ended %s, and attempts it again on request',
    async (state) => {
      const service = working();
      await start(service);
      Object.assign(service.runs[0] ?? {}, { state });
      expect(await start(service)).toMatchObject({ right: { adopted: true, run: { id: 'run-1', state } } });
      const again = { adopted: false, run: { id: 'run-2', attempt: 2, requestHash: '90728b' } };
      expect(await start(service, { retryFailed: true })).toMatchObject({ right: again });
      expect(service.runs[1]?.description).toBe('[wxdi:k#90728b.2]');
      // The second attempt is active: a third one would be a second run of the same start.
      expect(await start(service, { retryFailed: true })).toMatchObject({
        right: { adopted: true, run: { id: 'run-2' } },
      });
      expect(service.posts()).toBe(2);
    },
  );

  it('searches a lost second attempt by its own number', async () => {
    const service = startService(inTurn<Fault[]>(none, { kind: 'lost', arrives: true, lateMs: 2_000 }));
    await start(service);
    Object.assign(service.runs[0] ?? {}, { state: 'Failed' });
    expect(await start(service, { retryFailed: true })).toMatchObject({ right: { run: { id: 'run-2' } } });
    const unlucky = startService(inTurn<Fault[]>(none, { kind: 'lost' }));
    await start(unlucky);
    Object.assign(unlucky.runs[0] ?? {}, { state: 'Failed' });
    for (let i = 0; i < 2; i += 1)
      expect(await start(unlucky, { retryFailed: true })).toMatchObject({
        left: { _tag: 'OutcomeUnknown', key: 'k' },
      });
    expect(unlucky.posts()).toBe(2);
  });

  it('starts one second attempt if two processes ask for it at once', async () => {
    const service = startService(() => none, { lagMs: 3_000 });
    await start(service);
    service.env.clock.advance(10_000);
    Object.assign(service.runs[0] ?? {}, { state: 'Failed' });
    const both = await Promise.all([
      start(service, { retryFailed: true }),
      start(service, { retryFailed: true }),
    ]);
    expect(both).toMatchObject([{ right: { run: { id: 'run-2' } } }, { right: { run: { id: 'run-2' } } }]);
    expect(service.posts()).toBe(2);
  });

  it('adopts the newest attempt that another machine made', async () => {
    const service = working();
    await start(service);
    Object.assign(service.runs[0] ?? {}, { state: 'Failed' });
    const elsewhere = { ...service.env, journal: memoryJournal().journal };
    await startOnce(job, {}, { key: 'k', retryFailed: true })(elsewhere)();
    expect(await start(service)).toMatchObject({ right: { run: { id: 'run-2' } } });
  });
});

describe('a start that is repeated after its run was deleted', () => {
  it('says so, and attempts it again on request', async () => {
    const service = working();
    await start(service);
    service.env.clock.advance(100_000);
    Object.assign(service.runs[0] ?? {}, { gone: true });
    expect(await start(service)).toMatchObject({
      left: { _tag: 'NotFound', message: 'the run of this key was deleted', key: 'k', outcome: 'not-sent' },
    });
    expect(await start(service, { retryFailed: true })).toMatchObject({
      right: { adopted: false, run: { attempt: 2 } },
    });
  });

  it('finds the attempt of another machine', async () => {
    const service = working();
    await start(service);
    service.env.clock.advance(100_000);
    Object.assign(service.runs[0] ?? {}, { state: 'Failed' });
    const elsewhere = { ...service.env, journal: memoryJournal().journal };
    await startOnce(job, {}, { key: 'k', retryFailed: true })(elsewhere)();
    Object.assign(service.runs[0] ?? {}, { gone: true });
    expect(await start(service)).toMatchObject({ right: { adopted: true, run: { id: 'run-2' } } });
  });

  it('does not take an outage of the list for a deletion', async () => {
    const service = working();
    await start(service);
    service.env.clock.advance(100_000);
    Object.assign(service.runs[0] ?? {}, { gone: true });
    const listRuns: typeof service.env.api.listRuns = () => async () => ({ _tag: 'Left', left: outage() });
    const env = { ...service.env, api: { ...service.env.api, listRuns } };
    expect(await startOnce(job, {}, { key: 'k', retryFailed: true })(env)()).toMatchObject({
      left: { _tag: 'Unavailable' },
    });
    expect(service.posts()).toBe(1);
  });

  it('waits for a run that the service does not show yet', async () => {
    const service = working();
    await start(service);
    Object.assign(service.runs[0] ?? {}, { gone: true });
    const sleep: typeof service.env.clock.sleep = (ms, cancel) => {
      if (service.env.clock.slept.length === 2) Object.assign(service.runs[0] ?? {}, { gone: false });
      return service.env.clock.sleep(ms, cancel);
    };
    const env = { ...service.env, clock: { ...service.env.clock, sleep } };
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({ right: { run: { id: 'run-1' } } });
    expect(service.posts()).toBe(1);
  });

  it.each([
    ['after a repeated start saw it', async (service: ReturnType<typeof startService>) => start(service)],
    [
      'after a wait for it',
      async (service: ReturnType<typeof startService>) =>
        runJob(job, {}, { key: 'k' })({ ...service.env, api: { ...service.env.api } })(),
    ],
  ])('returns what the journal knows of a run that succeeded: %s', async (_, see) => {
    const service = working();
    await start(service);
    Object.assign(service.runs[0] ?? {}, { state: 'Completed' });
    await see(service);
    Object.assign(service.runs[0] ?? {}, { gone: true });
    expect(await start(service)).toMatchObject({
      right: { adopted: true, gone: true, run: { id: 'run-1', jobId: 'job-1', state: 'Completed' } },
    });
    expect(await runJob(job, {}, { key: 'k', retryFailed: true })(service.env)()).toMatchObject({
      right: { state: 'Completed' },
    });
    expect(service.posts()).toBe(1);
  });
});

describe('a key that is used on another machine', () => {
  const elsewhere = (service: ReturnType<typeof startService>) => ({
    ...service.env,
    journal: memoryJournal().journal,
  });

  it('for another request is rejected there, too', async () => {
    const service = working();
    await start(service);
    const other = { parameters: [{ name: 'year', value: 2 }] };
    expect(await startOnce(job, other, { key: 'k' })(elsewhere(service))()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path: 'key' }] },
    });
  });

  it('with another name and description is the same start', async () => {
    const service = working();
    await start(service);
    const texts = { name: 'other', description: 'text' };
    expect(await startOnce(job, texts, { key: 'k' })(elsewhere(service))()).toMatchObject({
      right: { adopted: true },
    });
  });

  it.each([
    [7, {}, 1],
    [8, {}, 2],
    [8, { keySinceMs: 9 * 86_400_000 }, 1],
  ])('is found %i days later with %j: %i runs', async (days, options, runs) => {
    const service = working();
    await start(service);
    service.env.clock.advance(days * 86_400_000);
    await startOnce(job, {}, { key: 'k', ...options })(elsewhere(service))();
    expect(service.runs).toHaveLength(runs);
  });

  it('is found by the mark of an earlier version', async () => {
    const env = fakeEnv({
      listRuns: () => ({ results: [wireRun({ state: 'Failed' }, { name: 'close [wxdi:k]' })] }),
      getRun: () => wireRun({ state: 'Failed' }, { name: 'close [wxdi:k]' }),
    });
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({
      right: { adopted: true, run: { name: 'close' } },
    });
  });
});

describe('where the key is sent', () => {
  it.each([
    ['description', { name: 'close', description: 'of day [wxdi:k#90728b.1]' }],
    ['name', { name: 'close [wxdi:k#90728b.1]', description: 'of day' }],
    ['both', { name: 'close [wxdi:k#90728b.1]', description: 'of day [wxdi:k#90728b.1]' }],
  ] as const)('in the %s', async (keyIn, texts) => {
    const service = working();
    const draft = { name: 'close', description: 'of day' };
    const result = await startOnce(job, draft, { key: 'k', keyIn })(service.env)();
    expect(service.runs).toMatchObject([texts]);
    expect(result).toMatchObject({ right: { keyKept: true, run: { ...draft, key: 'k', attempt: 1 } } });
  });

  it('a start without a name of its own has none, unless the key is in it', async () => {
    const bodies: unknown[] = [];
    const env = fakeEnv({
      startRun: ({ body }) => {
        bodies.push(body?.job_run?.name);
        return wireRun();
      },
    });
    await startOnce(job, {}, {})(env)();
    await startOnce(job, {}, { keyIn: 'name' })({ ...env, random: () => 0 })();
    expect(bodies).toEqual([undefined, expect.stringMatching(/^job run \[wxdi:/)]);
  });
});

describe('what is sent before the decision', () => {
  const streaming = wireJob({
    asset_ref_type: 'streamsets_flow',
    configuration: { offset: null, env_variables: ['A=1'] },
  });
  const world = () =>
    fakeEnv({
      getJob: () => streaming,
      updateJob: () => streaming,
      startRun: () => wireRun(),
      getRun: () => wireRun(),
      listRuns: () => ({ results: [] }),
    });

  it('is nothing but the search, if the run of the key is the result', async () => {
    const env = world();
    const options = { key: 'k', fromBeginning: true, mergeEnvironment: true };
    const draft = { environment: [{ name: 'B', value: '2' }], parameterSets: [{ name: 'set' }] };
    await startJob(job, draft, options)(env)();
    expect(operations(env)).toEqual(['listRuns', 'getJob', 'getJob', 'updateJob', 'startRun']);
    env.calls.length = 0;
    expect(await startJob(job, draft, options)(env)()).toMatchObject({ right: { adopted: true } });
    expect(operations(env)).toEqual(['getRun']);
  });

  it('does not change the start: the same key is accepted after the job has changed', async () => {
    const env = world();
    const draft = { environment: [{ name: 'B', value: '2' }] };
    await startJob(job, draft, { key: 'k', mergeEnvironment: true })(env)();
    streaming.entity.job.configuration = { env_variables: ['A=2', 'C=3'] };
    expect(await startJob(job, draft, { key: 'k', mergeEnvironment: true })(env)()).toMatchObject({
      right: { adopted: true },
    });
  });

  it('is a start that was not sent, if its preparation fails', async () => {
    const env = fakeEnv({ getJob: () => apiError('forbidden'), listRuns: () => ({ results: [] }) });
    const options = { key: 'k', mergeEnvironment: true };
    const { journal, entries } = memoryJournal();
    for (let i = 0; i < 2; i += 1)
      expect(await startJob(job, {}, options)({ ...env, journal })()).toMatchObject({
        left: { _tag: 'NotPermitted', key: 'k' },
      });
    expect(entries.get('k')).toMatchObject({ state: 'refused', attempt: 1 });
  });
});

describe('the loser of two starts with one key', () => {
  it('takes the run that the journal names, although the list is late', async () => {
    const service = startService(() => none, { lagMs: 1e9 });
    const both = await Promise.all([start(service), start(service)]);
    expect(both).toMatchObject([{ right: { run: { id: 'run-1' } } }, { right: { run: { id: 'run-1' } } }]);
    expect(service.env.clock.slept).toEqual([500]);
  });

  it('gets the refusal of its own request, if the first one was refused', async () => {
    const service = startService(() => ({ kind: 'refused' }));
    const both = await Promise.all([start(service), start(service)]);
    expect(both).toMatchObject([{ left: { _tag: 'Refused' } }, { left: { _tag: 'Refused' } }]);
  });
});

describe('a journal entry of an earlier version', () => {
  const old = (more: Partial<JournalEntry>): JournalEntry => ({
    key: 'k',
    jobId: 'job-1',
    // The fingerprint of `{ name: 'run 47' }`, with the name.
    request: '0afc4005739d6793',
    sentAt: 0,
    state: 'started',
    runId: 'run-1',
    ...more,
  });

  it('is the first attempt of the same request', async () => {
    const service = working();
    service.foreign(0);
    await service.env.journal.swap(undefined, old({}))();
    const run = { name: 'run 47' };
    expect(await startOnce(job, run, { key: 'k' })(service.env)()).toMatchObject({
      right: { adopted: true },
    });
    Object.assign(service.runs[0] ?? {}, { state: 'Failed' });
    expect(await startOnce(job, run, { key: 'k', retryFailed: true })(service.env)()).toMatchObject({
      right: { adopted: false, run: { attempt: 2 } },
    });
    expect(service.entry('k')).toMatchObject({ attempt: 2, runId: 'run-2', request: '90728bbadc822dad' });
  });

  it('of another request is a conflict', async () => {
    const service = working();
    await service.env.journal.swap(undefined, old({}))();
    expect(await startOnce(job, { name: 'run 48' }, { key: 'k' })(service.env)()).toMatchObject({
      left: { _tag: 'InvalidInput' },
    });
  });
});

describe('a preview', () => {
  it('says what a start would do, records nothing and sends nothing', async () => {
    const service = working();
    const preview = (retryFailed = false) => previewStart(job, {}, { key: 'k', retryFailed })(service.env)();
    expect(await preview()).toMatchObject({ right: { _tag: 'Start', attempt: 1 } });
    expect([service.entry('k'), service.posts()]).toEqual([undefined, 0]);
    await start(service);
    expect(await preview()).toMatchObject({ right: { _tag: 'Attach', run: { id: 'run-1' } } });
    Object.assign(service.runs[0] ?? {}, { state: 'Failed' });
    expect(await preview(true)).toMatchObject({ right: { _tag: 'Retry', attempt: 2 } });
    expect(await previewStart(job, {}, { key: 'a b' })(service.env)()).toMatchObject({
      left: { _tag: 'InvalidInput' },
    });
  });
});

describe('any history of one key', () => {
  const fault = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Fault>(none) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Fault>(
        { kind: 'refused' },
        { kind: 'lost' },
        { kind: 'lost', arrives: true },
        { kind: 'lost', arrives: true, lateMs: 30_000 },
      ),
    },
  );
  const step = fc.oneof(
    fc.record({ kind: fc.constant('start' as const), retryFailed: fc.boolean(), fault, twice: fc.boolean() }),
    fc.record({
      kind: fc.constant('end' as const),
      state: fc.constantFrom('Failed', 'Canceled', 'CompletedWithErrors', 'Completed'),
    }),
    fc.record({ kind: fc.constant('delete' as const) }),
    fc.record({ kind: fc.constant('time' as const), ms: fc.nat(90_000) }),
  );

  it('never has two runs of one attempt, and makes an attempt only on request after one that failed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat(10_000), async (steps, lagMs) => {
        let now: Fault = none;
        const service = startService(() => now, { lagMs });
        for (const each of steps) {
          const before = service.runs.map((run) => ({ ...run }));
          if (each.kind === 'time') service.env.clock.advance(each.ms);
          const last = service.runs.findLast(({ at }) => at <= service.env.clock.now());
          if (each.kind === 'end') Object.assign(last ?? {}, { state: last?.state ?? each.state });
          if (each.kind === 'delete' && last?.state !== undefined) last.gone = true;
          if (each.kind !== 'start') continue;
          now = each.fault;
          const { retryFailed } = each;
          await Promise.all([
            start(service, { retryFailed }),
            ...(each.twice ? [start(service, { retryFailed })] : []),
          ]);
          const attempts = service.runs.map(({ description }) => /\.(\d+)\]$/.exec(description)?.[1]);
          expect(attempts).toEqual(service.runs.map((_, i) => String(i + 1)));
          const active = service.runs.filter(({ state }) => state === undefined);
          expect(active.length).toBeLessThanOrEqual(1);
          if (service.runs.length > before.length) {
            expect(service.runs.length).toBe(before.length + 1);
            const earlier = before.at(-1);
            if (earlier !== undefined)
              expect([retryFailed, earlier.state]).toEqual([true, expect.any(String)]);
            expect(before.some(({ state, gone }) => state === 'Completed' && gone !== true)).toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
