import { apiError, fakeEnv, inTurn } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import {
  activeRunStates,
  awaitRun,
  awaitState,
  canCancel,
  canPause,
  canResume,
  cancelRun,
  collect,
  deleteRun,
  isFinished,
  jobId,
  knownRunStates,
  listRuns,
  mergeEnvironment,
  refreshRun,
  runId,
  runJob,
  runStateOf,
  startFromBeginning,
  succeeded,
  readLog,
  tailLogs,
} from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const run = runId('run-1');
const lost = apiError('connection-lost', { class: 'ambiguous' });
const operations = (env: ReturnType<typeof fakeEnv>) => env.calls.map(({ operation }) => operation);

describe('states of a run', () => {
  it.each([
    // state, finished, can be cancelled, paused, resumed
    ['Queued', false, true, false, false],
    ['Starting', false, true, false, false],
    ['Running', false, true, true, false],
    ['Paused', false, true, false, true],
    ['Resuming', false, true, false, false],
    ['Canceling', false, false, false, false],
    ['Canceled', true, false, false, false],
    ['Failed', true, false, false, false],
    ['Skipped', true, false, false, false],
    ['Completed', true, false, false, false],
    ['CompletedWithErrors', true, false, false, false],
    ['CompletedWithWarnings', true, false, false, false],
    ['SomethingNew', false, true, false, false],
  ])('%s is finished: %s, can be cancelled: %s, paused: %s, resumed: %s', (state, ...can) => {
    expect([isFinished(state), canCancel(state), canPause(state), canResume(state)]).toEqual(can);
  });

  it('are active or finished, and only two of the finished ones are successful', () => {
    expect(knownRunStates.filter((state) => !isFinished(state))).toEqual(activeRunStates);
    expect(knownRunStates.filter(succeeded)).toEqual(['Completed', 'CompletedWithWarnings']);
  });

  it('have one spelling, whatever the usual spelling of the service or of the caller', async () => {
    for (const state of knownRunStates)
      for (const text of [
        state,
        state.toLowerCase(),
        state.toUpperCase(),
        state.replace(/(?<=.)[A-Z]/g, '_$&'),
      ])
        expect(runStateOf(text)).toBe(state);
    expect(['Cancelled', 'cancelling', 'SUCCESS', 'Succeeded'].map(runStateOf)).toEqual([
      'Canceled',
      'Canceling',
      'Completed',
      'Completed',
    ]);
    expect(['Finished', 'None', '', 'constructor'].map(runStateOf)).toEqual([
      'Finished',
      'None',
      '',
      'constructor',
    ]);
    const env = fakeEnv({ listRuns: () => ({ results: [wireRun({ state: 'CANCELLED' })] }) });
    const listed = await collect(listRuns(job, { states: ['cancelled', 'Odd'] }))(env)();
    expect(listed).toMatchObject({ right: [{ state: 'Canceled' }] });
    expect(env.calls).toMatchObject([{ request: { query: { states: ['Canceled', 'Odd'] } } }]);
  });

  it('are compared in this spelling before a run is canceled', async () => {
    const env = fakeEnv({ getRun: () => wireRun({ state: 'Success' }) });
    expect(await cancelRun(job, run)(env)()).toMatchObject({
      right: { alreadyFinished: true },
    });
    expect(operations(env)).toEqual(['getRun']);
  });
});

describe('refreshing', () => {
  it('returns the state of the engine', async () => {
    const env = fakeEnv({ refreshRunState: () => wireRun({ state: 'Failed' }) });
    expect(await refreshRun(job, run)(env)()).toMatchObject({ right: { state: 'Failed' } });
  });

  it.each(['rejected', 'conflict', 'server', 'undecodable', 'not-found'] as const)(
    'returns the recorded run if the answer is %s',
    async (reason) => {
      const env = fakeEnv({ refreshRunState: () => apiError(reason), getRun: () => wireRun() });
      expect(await refreshRun(job, run)(env)()).toMatchObject({ right: { state: 'Running' } });
    },
  );

  it('ends when the caller aborts', async () => {
    const env = fakeEnv({ refreshRunState: () => apiError('aborted', { class: 'unsent' }) });
    expect(await refreshRun(job, run)(env)()).toMatchObject({ left: { _tag: 'Aborted' } });
  });
});

describe('awaiting', () => {
  it('returns the finished run in any final state', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun(), wireRun({ state: 'Failed', duration: 1 })) });
    expect(await awaitRun(job, run)(env)()).toMatchObject({ right: { state: 'Failed' } });
  });

  it('a state ends when the run reaches it', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun({ state: 'Starting' }), wireRun()) });
    expect(await awaitState(job, run, ['Running'])(env)()).toMatchObject({
      right: { polls: 2, run: { state: 'Running' } },
    });
  });

  it('never reports an active run as finished, also for an untyped caller', async () => {
    const env = fakeEnv({ getRun: () => wireRun() });
    const options: object = { until: ['Running'] };
    expect(await awaitRun(job, run, options)(env)()).toMatchObject({ left: { _tag: 'Undecodable' } });
  });

  it('ends at the deadline of the caller', async () => {
    const env = fakeEnv({ getRun: () => wireRun(), startRun: () => wireRun({ state: 'Starting' }) });
    const options = { timeoutMs: 5_000, poll: { firstMs: 2_000, factor: 1, jitter: 0 } };
    expect(await runJob(job, {}, options)(env)()).toMatchObject({ left: { _tag: 'DeadlineExceeded' } });
    expect([env.clock.monotonic(), env.clock.pending()]).toEqual([5_000, 0]);
  });

  it('a new run tolerates that the service does not know it yet', async () => {
    const env = fakeEnv({
      startRun: () => wireRun({ state: 'Starting' }),
      getRun: inTurn(apiError('not-found'), wireRun({ state: 'Completed', duration: 1 })),
    });
    expect(await runJob(job)(env)()).toMatchObject({ right: { state: 'Completed' } });
  });
});

describe('a log', () => {
  it.each([
    [5_000, { missing: 4_997 }],
    [3, {}],
    [1, {}],
    [null, {}],
  ])('with a total of %s lines and three returned ones is read with %j', async (total_count, more) => {
    const env = fakeEnv({ getRunLogs: () => ({ results: ['a', 'b', 'c'], total_count }) });
    const log = await readLog(job, run)(env)();
    const entries = ['a', 'b', 'c'].map((line) => ({ text: line, raw: line }));
    expect(log).toStrictEqual({ _tag: 'Right', right: { entries, ...more } });
  });
});

describe('the tail of a log', () => {
  const env = () => fakeEnv({ getRunLogs: () => ({ results: ['a', 'b', 'c'] }) });

  it('contains its last entries, read without a limit parameter', async () => {
    const tail = env();
    expect(await tailLogs(job, run, 2)(tail)()).toMatchObject({ right: [{ text: 'b' }, { text: 'c' }] });
    expect(tail.calls[0]?.request).toEqual({ path: { job_id: 'job-1', run_id: 'run-1' } });
  });

  it.each([
    [0, 0],
    [-1, 0],
    [9, 3],
  ])('with a limit of %i has %i entries', async (count, length) => {
    expect(await tailLogs(job, run, count)(env())()).toMatchObject({ right: { length } });
  });
});

describe('deleting a run', () => {
  it('is rejected while the run is active, and nothing is sent', async () => {
    const env = fakeEnv({ getRun: () => wireRun() });
    expect(await deleteRun(job, run)(env)()).toMatchObject({
      left: {
        _tag: 'InvalidInput',
        message: 'run run-1 is still active; cancel it first',
        issues: [{ path: 'run', expected: 'a finished run', received: 'Running' }],
      },
    });
    expect(operations(env)).toEqual(['getRun']);
  });

  it('settles a lost answer by a read', async () => {
    const done = wireRun({ state: 'Failed' });
    const gone = fakeEnv({ getRun: inTurn(done, apiError('not-found')), deleteRun: () => lost });
    expect(await deleteRun(job, run)(gone)()).toMatchObject({ _tag: 'Right' });
    const there = fakeEnv({ getRun: () => done, deleteRun: () => lost });
    expect(await deleteRun(job, run)(there)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(operations(there).filter((operation) => operation === 'deleteRun')).toHaveLength(4);
  });
});

describe('starting with merged variables or from the beginning', () => {
  it('merges the variables of the run into those of the job and keeps their order', async () => {
    const env = fakeEnv({
      getJob: () => wireJob({ configuration: { env_variables: ['A=1', 'B=2=3', '', 'C'] } }),
    });
    const draft = {
      name: 'n',
      environment: [
        { name: 'B', value: 'x' },
        { name: 'D', value: 'y' },
      ],
    };
    expect(await mergeEnvironment(job, draft)(env)()).toEqual({
      _tag: 'Right',
      right: {
        name: 'n',
        environment: [
          { name: 'A', value: '1' },
          { name: 'B', value: 'x' },
          { name: 'C', value: '' },
          { name: 'D', value: 'y' },
        ],
      },
    });
  });

  it("uses the job's variables for a run without variables", async () => {
    const env = fakeEnv({ getJob: () => wireJob({ configuration: { env_variables: ['A=1'] } }) });
    expect(await mergeEnvironment(job, { name: 'n' })(env)()).toEqual({
      _tag: 'Right',
      right: { name: 'n', environment: [{ name: 'A', value: '1' }] },
    });
  });

  it('resets the offset first, and starts nothing if that was refused', async () => {
    const streaming = wireJob({ asset_ref_type: 'streamsets_flow', configuration: { offset: null } });
    const env = fakeEnv({ getJob: () => streaming, updateJob: () => streaming, startRun: () => wireRun() });
    expect(await startFromBeginning(job)(env)()).toMatchObject({ _tag: 'Right' });
    expect(operations(env)).toEqual(['getJob', 'updateJob', 'startRun']);
    const batch = fakeEnv({ getJob: () => wireJob() });
    expect(await startFromBeginning(job)(batch)()).toMatchObject({ left: { _tag: 'InvalidInput' } });
  });
});
