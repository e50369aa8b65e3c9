import { describe, expect, test } from 'vitest';
import { createJob, getRun, logOf, runState, startRun, t0, world, type Json } from './world.js';

describe('starting', () => {
  test('needs no body, and the run begins in Starting with full metadata', () => {
    const w = world();
    const id = createJob(w);
    for (const options of [{}, { body: {} }, { body: { job_run: {} } }]) {
      const made = w.send('POST', `/v2/jobs/${id}/runs`, options);
      expect(made.status).toBe(201);
      expect(made.json.metadata).toMatchObject({ name: 'job run', asset_type: 'job_run', created: t0 });
      expect(made.json.entity.job_run).toMatchObject({
        state: 'Starting',
        job_ref: id,
        isScheduledRun: false,
      });
      expect(made.json.href).toContain('/v2/assets/');
    }
  });

  test("the run's variables replace the job's, its parameters override them, and the service adds its own", () => {
    const w = world();
    const id = createJob(w, {
      configuration: { env_variables: ['A=1', 'B=2'] },
      job_parameters: [
        { name: 'p', value: 1 },
        { name: 'q', value: 'x' },
      ],
    });
    const run = startRun(w, id, {
      configuration: { env_variables: ['C=3'] },
      job_parameters: [{ name: 'p', value: 2 }],
    });
    const { job_run } = getRun(w, id, run).entity;
    expect(job_run.configuration.env_variables).toEqual(['C=3']);
    expect(job_run.job_parameters.map((p: Json) => [p.name, p.value])).toEqual([
      ['DSJobRunName', 'job run'],
      ['DSJobInvocationId', 'job run'],
      ['p', 2],
      ['q', 'x'],
      ['project_name', 'Simulated project'],
      ['DSJobRunEnvironmentName', 'Default DataStage PX S'],
      ['DSMetricsRepoEnabled', 'true'],
    ]);
    w.now += 2_000;
    expect(getRun(w, id, run).entity.job_run.configuration.env_variables).toContain('NUM_PARTITIONS=2');
  });

  test('a notebook job overwrites the name', () => {
    const w = world({ flows: { n: { type: 'notebook' } } });
    const id = createJob(w, { asset_ref: 'n' });
    expect(getRun(w, id, startRun(w, id, { name: 'mine' })).metadata.name).toBe('Notebook Job');
  });

  test('a flow that is not compiled is an error, and records a Failed run with one log line', () => {
    const w = world({ flows: { u: { plan: 'uncompiled' } }, quirks: { failedStartStatus: 500 } });
    const id = createJob(w, { asset_ref: 'u' });
    expect(w.send('POST', `/v2/jobs/${id}/runs`).status).toBe(500);
    const { results } = w.send('GET', `/v2/jobs/${id}/runs`).json;
    expect(results).toHaveLength(1);
    const { job_run } = results[0].entity;
    expect(job_run).toMatchObject({ state: 'Failed', total_rows_read: 0, configuration: { metrics: {} } });
    for (const name of ['runtime_job_id', 'duration', 'queue_start', 'job_parameters']) {
      expect(job_run).not.toHaveProperty(name);
    }
    const log = logOf(w, id, results[0].metadata.asset_id);
    expect(log.total_count).toBe(1);
    expect(log.results[0]).toContain('NDS-DSEE-TDSR-0014E');
  });

  test('a description can be cut or dropped', () => {
    for (const [runDescriptionLimit, kept] of [
      [null, 'abcdef'],
      [3, 'abc'],
      [0, undefined],
    ] as const) {
      const w = world({ quirks: { runDescriptionLimit } });
      const id = createJob(w);
      const run = startRun(w, id, { description: 'abcdef' });
      expect(getRun(w, id, run).metadata.description).toBe(kept);
    }
  });
});

describe('a run', () => {
  test('is Starting, Running and Completed within about six seconds, with growing rows', () => {
    const w = world();
    const id = createJob(w);
    const run = startRun(w, id);
    const seen = [0, 500, 1_000, 3_500, 5_999, 6_000, 100_000].map((ms) => {
      w.now = t0 + ms;
      const { job_run } = getRun(w, id, run).entity;
      return [ms, job_run.state, job_run.total_rows_read];
    });
    expect(seen).toEqual([
      [0, 'Starting', 0],
      [500, 'Starting', 0],
      [1_000, 'Running', 0],
      [3_500, 'Running', 950],
      [5_999, 'Running', 1_899],
      [6_000, 'Completed', 1_900],
      [100_000, 'Completed', 1_900],
    ]);
  });

  test.each([
    ['succeeds', 'Completed'],
    ['warns', 'CompletedWithWarnings'],
    ['errors', 'CompletedWithErrors'],
    ['fails', 'Failed'],
    ['hangs', 'Running'],
    ['stalls', 'Starting'],
    ['streams', 'Running'],
  ] as const)('a run that %s ends up %s', (plan, end) => {
    const w = world({ plans: { flow: plan } });
    const id = createJob(w);
    const run = startRun(w, id);
    w.now += 3_600_000;
    expect(runState(w, id, run)).toBe(end);
  });

  test('plans can differ from run to run, and are found by name, id and asset', () => {
    const w = world({ plans: { 'a job': ['fails', { outcome: 'succeeds', runningMs: 10 }] } });
    const id = createJob(w);
    const [first, second] = [startRun(w, id), startRun(w, id)];
    w.now += 1_010;
    expect(runState(w, id, second)).toBe('Completed');
    w.now += 6_000;
    expect(runState(w, id, first)).toBe('Failed');
  });

  test('speed divides all durations', () => {
    const w = world({ speed: 100 });
    const id = createJob(w);
    const run = startRun(w, id);
    w.now += 60;
    expect(runState(w, id, run)).toBe('Completed');
  });

  test('totals can lag behind the end, or never appear', () => {
    for (const totalsLagMs of [2_000, 'never'] as const) {
      const w = world({ quirks: { totalsLagMs } });
      const id = createJob(w);
      const run = startRun(w, id);
      w.now += 6_000;
      const early = getRun(w, id, run).entity.job_run;
      expect(early).toMatchObject({ state: 'Completed', total_rows_read: 0, configuration: { metrics: {} } });
      expect(early).not.toHaveProperty('execution_end');
      expect(early).not.toHaveProperty('duration');
      w.now += 2_000;
      const late = getRun(w, id, run).entity.job_run;
      if (totalsLagMs === 'never') expect(late).toEqual(early);
      else expect(late).toMatchObject({ total_rows_read: 1_900, duration: 6, execution_end: t0 + 6_000 });
    }
  });

  test('metrics have three formats', () => {
    const stage = (metricsForm: '2022' | '2026-short' | '2026-long'): Json => {
      const w = world({ quirks: { metricsForm } });
      const id = createJob(w);
      const run = startRun(w, id);
      w.now += 10_000;
      return getRun(w, id, run).entity.job_run.configuration.metrics;
    };
    expect(Object.keys(stage('2022').stage_metrics[0])).toHaveLength(4);
    expect(stage('2022').link_metrics[0].start_time).toBe('2026-05-27 14:27:28');
    expect(stage('2026-short').stage_metrics[0]).not.toHaveProperty('instances');
    expect(stage('2026-short').link_metrics[0].start_time).toBe((t0 + 1_000) / 1_000);
    expect(stage('2026-long').stage_metrics[0].instances).toHaveLength(2);
  });
});

describe('lists of runs', () => {
  test('have created 0 and, in 2026, no description; the newest run is first', () => {
    const w = world();
    const id = createJob(w);
    const first = startRun(w, id, { description: 'd' });
    w.now += 10;
    const second = startRun(w, id);
    const { results, total_rows } = w.send('GET', `/v2/jobs/${id}/runs`).json;
    expect(total_rows).toBe(2);
    expect(results.map((r: Json) => r.metadata.asset_id)).toEqual([second, first]);
    expect(results[1].metadata).toMatchObject({ created: 0, created_at: '2026-05-27T14:27:27Z' });
    expect(results[1].metadata).not.toHaveProperty('description');
    expect(getRun(w, id, first).metadata).toMatchObject({ created: t0, description: 'd' });
  });

  test('are filtered by states', () => {
    const w = world();
    const id = createJob(w);
    startRun(w, id);
    w.now += 10_000;
    startRun(w, id);
    const count = (states: string): number =>
      w.send('GET', `/v2/jobs/${id}/runs`, { query: { states } }).json.total_rows;
    expect(count('Completed')).toBe(1);
    expect(count('Starting,Running')).toBe(1);
    expect(count('Starting,Completed')).toBe(2);
    expect(count('Nonsense')).toBe(0);
  });

  test('can lag behind a start', () => {
    const w = world({ quirks: { listLagMs: 10_000 } });
    const id = createJob(w);
    const run = startRun(w, id);
    expect(w.send('GET', `/v2/jobs/${id}/runs`).json.total_rows).toBe(0);
    expect(runState(w, id, run)).toBe('Starting');
    w.now += 10_000;
    expect(w.send('GET', `/v2/jobs/${id}/runs`).json.total_rows).toBe(1);
  });

  test('of an unknown job are 404 or empty, depending on the switch', () => {
    expect(world().send('GET', '/v2/jobs/none/runs').status).toBe(404);
    const w = world({ quirks: { runsOfUnknownJob: 'empty' } });
    expect(w.send('GET', '/v2/jobs/none/runs').body).toEqual({ total_rows: 0, results: [] });
    expect(w.send('POST', '/v2/jobs/none/runs').status).toBe(404);
  });
});

test('jobs can have initial runs of any age, finished or active', () => {
  const hour = 3_600_000;
  const w = world({
    jobs: [
      { name: 'many', id: 'many', runs: 3 },
      {
        name: 'old',
        id: 'old',
        runs: [{ plan: 'hangs', ageMs: 50 * hour, name: 'stale' }, { plan: 'fails' }],
      },
    ],
  });
  const rows = (id: string): unknown[] =>
    w
      .send('GET', `/v2/jobs/${id}/runs`)
      .json.results.map((row: Json) => [
        row.metadata.name,
        row.entity.job_run.state,
        row.metadata.created_at,
      ]);
  expect(rows('many')).toHaveLength(3);
  expect(rows('old')).toEqual([
    ['job run', 'Failed', '2026-05-27T14:26:27Z'],
    ['stale', 'Running', '2026-05-25T12:27:27Z'],
  ]);
});
