import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import {
  activeRunStates,
  awaitRun,
  awaitState,
  canCancel,
  canPause,
  canResume,
  collect,
  deleteRun,
  getMetrics,
  isFinished,
  jobId,
  knownRunStates,
  mergeEnvironment,
  pauseRun,
  pruneRuns,
  refreshRun,
  resumeRun,
  runId,
  staleRuns,
  startFromBeginning,
  succeeded,
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
    ['Completed', true, false, false, false],
    ['CompletedWithErrors', true, false, false, false],
    ['CompletedWithWarnings', true, false, false, false],
    ['SomethingNew', false, true, false, false],
  ])('%s is finished: %s, can be cancelled: %s, paused: %s, resumed: %s', (state, ...can) => {
    expect([isFinished(state), canCancel(state), canPause(state), canResume(state)]).toEqual(can);
  });

  it('are active or finished, and only two finished ones are a success', () => {
    expect(knownRunStates.filter((state) => !isFinished(state))).toEqual(activeRunStates);
    expect(knownRunStates.filter(succeeded)).toEqual(['Completed', 'CompletedWithWarnings']);
  });
});

describe('pausing and resuming', () => {
  it('gives the run as it is then', async () => {
    const env = fakeEnv({ pauseRun: () => null, getRun: () => wireRun({ state: 'Paused' }) });
    expect(await pauseRun(job, run)(env)()).toMatchObject({ right: { state: 'Paused' } });
    const resumed = fakeEnv({ resumeRun: () => null, getRun: () => wireRun({ state: 'Resuming' }) });
    expect(await resumeRun(job, run)(resumed)()).toMatchObject({ right: { state: 'Resuming' } });
  });

  it.each([
    ['Paused', { right: { state: 'Paused' } }],
    ['Running', { left: { _tag: 'OutcomeUnknown' } }],
  ])('settles a lost answer to a pause by looking: %s', async (state, result) => {
    const env = fakeEnv({ pauseRun: () => lost, getRun: () => wireRun({ state }) });
    expect(await pauseRun(job, run)(env)()).toMatchObject(result);
    expect(operations(env)).toEqual(['pauseRun', 'getRun']);
  });

  it.each([
    ['Resuming', { right: { state: 'Resuming' } }],
    ['Running', { right: { state: 'Running' } }],
    ['Paused', { left: { _tag: 'OutcomeUnknown' } }],
  ])('settles a lost answer to a resume by looking: %s', async (state, result) => {
    expect(
      await resumeRun(job, run)(fakeEnv({ resumeRun: () => lost, getRun: () => wireRun({ state }) }))(),
    ).toMatchObject(result);
  });

  it('tells a refusal as it is, and does not look', async () => {
    const env = fakeEnv({ pauseRun: () => apiError('conflict') });
    expect(await pauseRun(job, run)(env)()).toMatchObject({ left: { _tag: 'Refused' } });
  });

  it('keeps the outcome unknown when looking fails too', async () => {
    const env = fakeEnv({ pauseRun: () => lost, getRun: () => outage() });
    expect(await pauseRun(job, run)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  });
});

describe('refreshing', () => {
  it('gives what the engine says', async () => {
    const env = fakeEnv({ refreshRunState: () => wireRun({ state: 'Failed' }) });
    expect(await refreshRun(job, run)(env)()).toMatchObject({ right: { state: 'Failed' } });
  });

  it.each(['rejected', 'conflict', 'server', 'undecodable', 'not-found'] as const)(
    'gives the run as it is recorded when the service says %s',
    async (reason) => {
      const env = fakeEnv({ refreshRunState: () => apiError(reason), getRun: () => wireRun() });
      expect(await refreshRun(job, run)(env)()).toMatchObject({ right: { state: 'Running' } });
    },
  );

  it('ends when the caller asks to stop', async () => {
    const env = fakeEnv({ refreshRunState: () => apiError('aborted', { class: 'unsent' }) });
    expect(await refreshRun(job, run)(env)()).toMatchObject({ left: { _tag: 'Aborted' } });
  });
});

describe('awaiting', () => {
  it('gives the finished run, whatever it ended as', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun(), wireRun({ state: 'Failed', duration: 1 })) });
    expect(await awaitRun(job, run)(env)()).toMatchObject({ right: { state: 'Failed' } });
  });

  it('a state ends there, or with the run', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun({ state: 'Starting' }), wireRun()) });
    expect(await awaitState(job, run, ['Running'])(env)()).toMatchObject({
      right: { polls: 2, run: { state: 'Running' } },
    });
  });
});

describe('metrics', () => {
  const withMetrics = wireRun({
    state: 'Completed',
    configuration: { metrics: { stage_metrics: [{ stage_name: 'S' }] } },
  });
  const without = wireRun({ state: 'Completed' });

  it('are looked for again when they lag behind the end of the run', async () => {
    const env = fakeEnv({ getRun: inTurn(without, withMetrics) });
    expect(await getMetrics(job, run)(env)()).toMatchObject({ right: { stages: [{ name: 'S' }] } });
    expect(env.clock.slept).toEqual([1_000]);
  });

  it('are empty when they never come, after three looks', async () => {
    const env = fakeEnv({ getRun: () => without });
    expect(await getMetrics(job, run)(env)()).toEqual({ _tag: 'Right', right: { stages: [], links: [] } });
    expect(env.calls).toHaveLength(3);
  });

  it('of an active run are given as they are', async () => {
    const env = fakeEnv({ getRun: () => wireRun() });
    await getMetrics(job, run)(env)();
    expect(env.calls).toHaveLength(1);
  });

  it('of a pipeline are read where they are', async () => {
    const metrics = {
      pipeline_summary: {
        input_records: 10,
        error_records: 0,
        batch_count: 2,
        input_rate_per_sec: 1.5,
        error_rate_per_sec: 0.1,
        total_runners: 2,
        available_runners: 1,
      },
      stages: [
        {
          stage_id: 's1',
          stage_name: 'Kafka',
          output_records: 9,
          avg_processing_time_sec: 0.2,
          min_processing_time_sec: 0.1,
          max_processing_time_sec: 0.4,
          p95_processing_time_sec: 0.3,
          p99_processing_time_sec: 0.35,
        },
      ],
    };
    const env = fakeEnv({ getRun: () => wireRun({ configuration: { metrics } }) });
    expect(await getMetrics(job, run)(env)()).toMatchObject({
      right: {
        pipeline: {
          inputRecords: 10,
          errorRecords: 0,
          batches: 2,
          inputRate: 1.5,
          errorRate: 0.1,
          totalRunners: 2,
          availableRunners: 1,
          stages: [
            {
              id: 's1',
              name: 'Kafka',
              outputRecords: 9,
              processingSeconds: { average: 0.2, least: 0.1, most: 0.4, p95: 0.3, p99: 0.35 },
            },
          ],
        },
      },
    });
  });
});

describe('the tail of a log', () => {
  const env = () => fakeEnv({ getRunLogs: () => ({ results: ['a', 'b', 'c'] }) });

  it('is its last entries, read without a limit of the service', async () => {
    const tail = env();
    expect(await tailLogs(job, run, 2)(tail)()).toMatchObject({ right: [{ text: 'b' }, { text: 'c' }] });
    expect(tail.calls[0]?.request).toEqual({ path: { job_id: 'job-1', run_id: 'run-1' } });
  });

  it.each([
    [0, 0],
    [-1, 0],
    [9, 3],
  ])('of %i entries has %i', async (count, length) => {
    expect(await tailLogs(job, run, count)(env())()).toMatchObject({ right: { length } });
  });
});

describe('deleting a run', () => {
  it('is refused while it goes on, and nothing is sent', async () => {
    const env = fakeEnv({ getRun: () => wireRun() });
    expect(await deleteRun(job, run)(env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ received: 'Running' }] },
    });
  });

  it('settles a lost answer by looking', async () => {
    const done = wireRun({ state: 'Failed' });
    const gone = fakeEnv({ getRun: inTurn(done, apiError('not-found')), deleteRun: () => lost });
    expect(await deleteRun(job, run)(gone)()).toMatchObject({ _tag: 'Right' });
    const there = fakeEnv({ getRun: () => done, deleteRun: () => lost });
    expect(await deleteRun(job, run)(there)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  });
});

describe('pruning', () => {
  /** The virtual clock starts on 1 January 2026. */
  const aged = (days: number, state = 'Completed') =>
    wireRun(
      { state },
      { asset_id: `${state}-${days}`, created_at: new Date(Date.UTC(2026, 0, 1 - days)).toISOString() },
    );
  const service = (...runs: readonly ReturnType<typeof wireRun>[]) => {
    const deleted: string[] = [];
    const env = fakeEnv({
      listRuns: () => ({ results: [...runs] }),
      deleteRun: ({ path }) => {
        deleted.push(path.run_id);
        return null;
      },
    });
    return { env, deleted };
  };
  const all = [
    aged(5),
    aged(1),
    aged(9, 'Running'),
    aged(3, 'Failed'),
    wireRun({ state: 'Failed' }, { asset_id: 'ageless' }),
  ];

  it.each([
    ['the newest one', { newest: 1 }, ['Failed-3', 'Completed-5', 'ageless']],
    ['none', { newest: 0 }, ['Completed-1', 'Failed-3', 'Completed-5', 'ageless']],
    ['those of four days', { days: 4 }, ['Completed-5']],
    ['the newest three, and those of two days', { newest: 3, days: 2 }, []],
    ['the newest one, and those of two days', { newest: 1, days: 2 }, ['Failed-3', 'Completed-5']],
  ])('keeps %s, and never touches one that goes on', async (_, rules, expected) => {
    const { env, deleted } = service(...all);
    expect(await pruneRuns(job, rules)(env)()).toMatchObject({ right: { deleted: expected, failed: [] } });
    expect(deleted).toEqual(expected);
  });

  it('tells runs of one second apart by ids that grow with time', async () => {
    const id = (n: number) => `019dd4e3-41be-7773-8000-00000000000${n}`;
    const same = (n: number) =>
      wireRun({ state: 'Failed' }, { asset_id: id(n), created_at: '2025-01-01T00:00:00Z' });
    const { env, deleted } = service(same(2), same(1), same(3));
    await pruneRuns(job, { newest: 1 })(env)();
    expect(deleted).toEqual([id(2), id(1)]);
  });

  it('keeps more than it was told rather than one that may be the newest', async () => {
    const same = (id: string) =>
      wireRun({ state: 'Failed' }, { asset_id: id, created_at: '2025-01-01T00:00:00Z' });
    const { env, deleted } = service(same('a'), same('b'), aged(900));
    await pruneRuns(job, { newest: 1 })(env)();
    expect(deleted).toEqual(['Completed-900']);
  });

  it('reports what could not be deleted and goes on with the rest', async () => {
    const env = fakeEnv({
      listRuns: () => ({ results: [aged(1), aged(2)] }),
      deleteRun: ({ path }) => (path.run_id === 'Completed-1' ? apiError('conflict') : null),
    });
    expect(await pruneRuns(job, { newest: 0 })(env)()).toMatchObject({
      right: { deleted: ['Completed-2'], failed: [{ run: 'Completed-1', error: { _tag: 'Refused' } }] },
    });
  });

  it('ends at once for a credential that may not delete', async () => {
    const env = fakeEnv({ listRuns: () => ({ results: [aged(1)] }), deleteRun: () => apiError('forbidden') });
    expect(await pruneRuns(job, { newest: 0 })(env)()).toMatchObject({ left: { _tag: 'NotPermitted' } });
  });

  it.each([{ newest: -1 }, { days: 1.5 }, { newest: Number.NaN }])(
    'refuses the rule %j and reads nothing',
    async (rules) => {
      const env = fakeEnv({});
      expect(await pruneRuns(job, rules)(env)()).toMatchObject({ left: { _tag: 'InvalidInput' } });
    },
  );

  it('finds active runs that are older than they should be', async () => {
    const { env } = service(aged(9, 'Running'), aged(0, 'Starting'), wireRun(), aged(9));
    const hour = 3_600_000;
    expect(await collect(staleRuns(job, { olderThanMs: hour }))(env)()).toMatchObject({
      right: [{ id: 'Running-9' }],
    });
    expect(env.calls[0]?.request).toMatchObject({ query: { states: activeRunStates } });
  });
});

describe('starting with more than a draft', () => {
  it('puts the variables of the run on top of those of the job, in their order', async () => {
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

  it('resets the offset first, and starts nothing if that was refused', async () => {
    const streaming = wireJob({ asset_ref_type: 'streamsets_flow', configuration: { offset: null } });
    const env = fakeEnv({ getJob: () => streaming, updateJob: () => streaming, startRun: () => wireRun() });
    expect(await startFromBeginning(job)(env)()).toMatchObject({ _tag: 'Right' });
    expect(operations(env)).toEqual(['getJob', 'updateJob', 'startRun']);
    const batch = fakeEnv({ getJob: () => wireJob() });
    expect(await startFromBeginning(job)(batch)()).toMatchObject({ left: { _tag: 'InvalidInput' } });
  });
});
