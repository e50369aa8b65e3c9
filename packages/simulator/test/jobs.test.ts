import { describe, expect, test } from 'vitest';
import { createJob, startRun, t0, world, type Json } from './world.js';

const message = (response: { json: Json }): string => response.json.errors[0].message;

describe('creating a job', () => {
  test('returns 201 with full metadata; a GET returns less', () => {
    const w = world();
    const made = w.send('POST', '/v2/jobs', {
      body: {
        job: { name: 'n', asset_ref: 'f', description: 'd', job_parameters: [{ name: 'p', value: 1 }] },
      },
    });
    expect(made.status).toBe(201);
    expect(made.json.metadata).toMatchObject({ name: 'n', version: 2, asset_type: 'job', created: t0 });
    expect(made.json.entity.job).toMatchObject({
      asset_ref_type: 'data_intg_flow',
      configuration: { env_type: '', env_variables: [] },
      job_parameters: [{ name: 'p', value: 1 }],
      last_run_status: 'deprecated field',
    });
    const got = w.send('GET', `/v2/jobs/${made.json.asset_id}`);
    expect(Object.keys(got.json.metadata).sort()).toEqual([
      'asset_id',
      'description',
      'name',
      'owner_id',
      'version',
    ]);
    expect(got.json.entity).toEqual(made.json.entity);
  });

  test.each([
    ['a flat body', { name: 'x', asset_ref: 'f' }, "must have required property 'job'"],
    [
      'reference and type',
      { job: { name: 'x', asset_ref: 'f', asset_ref_type: 't' } },
      'asset_ref and asset_ref_type are mutually exclusive',
    ],
    [
      'variables as objects',
      { job: { name: 'x', asset_ref: 'f', configuration: { env_variables: [{}] } } },
      '/job/configuration/env_variables/0 must be string',
    ],
    ['null', { job: { name: 'x', asset_ref: 'f', description: null } }, '/job/description must be string'],
    ['no name', { job: { asset_ref: 'f' } }, "/job must have required property 'name'"],
    [
      'a wrong cron',
      { job: { name: 'x', asset_ref: 'f', schedule: '61 * * * *' } },
      '/job/schedule must be a cron expression of five fields, not "61 * * * *"',
    ],
  ])('rejects %s with 400 and a reason', (_, body, text) => {
    const w = world();
    const response = w.send('POST', '/v2/jobs', { body });
    expect(response.status).toBe(400);
    expect(message(response)).toBe(text);
    expect(w.state.jobs.size).toBe(0);
  });

  test('rejects a duplicate name with 400, in the same scope only', () => {
    const w = world();
    createJob(w, { name: 'one' });
    const again = w.send('POST', '/v2/jobs', { body: { job: { name: 'one', asset_ref: 'f' } } });
    expect(again.status).toBe(400);
    expect(message(again)).toContain('already exists');
    const elsewhere = w.send('POST', '/v2/jobs', {
      body: { job: { name: 'one', asset_ref: 'f' } },
      query: { space_id: w.state.config.spaceId },
    });
    expect(elsewhere.status).toBe(201);
    expect(elsewhere.json.entity.job.space_name).toBe('Simulated space');
    expect(elsewhere.json.entity.job).not.toHaveProperty('project_name');
  });

  test('returns ten future runs of a schedule, in UTC', () => {
    const w = world();
    const id = createJob(w, { schedule: '1 * * * *' });
    const { future_scheduled_runs: future, schedule_id: schedule } = w.send('GET', `/v2/jobs/${id}`).json
      .entity.job;
    expect(future).toHaveLength(10);
    expect(future[0]).toBe('2026-05-27T15:01:00.000Z');
    expect(schedule).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('accepts a serving name instead of the id', () => {
    const w = world();
    const id = createJob(w, { serving_name: 'nightly_load' });
    expect(w.send('GET', '/v2/jobs/nightly_load').json.metadata.asset_id).toBe(id);
  });
});

describe('changing a job', () => {
  const patch = (w: ReturnType<typeof world>, id: string, ...ops: unknown[]) =>
    w.send('PATCH', `/v2/jobs/${id}`, { body: ops });

  test('add and replace both set, and the response is the complete job', () => {
    const w = world();
    const id = createJob(w, { configuration: { env_variables: ['A=1'] } });
    const answer = patch(
      w,
      id,
      { op: 'add', path: '/metadata/name', value: 'new' },
      { op: 'replace', path: '/entity/job/configuration/env_variables/0', value: 'A=2' },
      { op: 'add', path: '/entity/job/job_parameters', value: [{ name: 'p', value: 'v' }] },
    );
    expect(answer.status).toBe(200);
    expect(answer.json.metadata.name).toBe('new');
    expect(answer.json.entity.job.configuration.env_variables).toEqual(['A=2']);
    expect(answer.json.entity.job.job_parameters).toEqual([{ name: 'p', value: 'v' }]);
  });

  test.each(['/schedule', '/job/schedule', '/name', '/metadata/owner_id', '/entity/job/asset_ref', 'x'])(
    'the wrong path %s returns 200 and changes nothing',
    (path) => {
      const w = world();
      const id = createJob(w);
      const before = w.send('GET', `/v2/jobs/${id}`).body;
      expect(patch(w, id, { op: 'replace', path, value: '1 * * * *' }).status).toBe(200);
      expect(w.send('GET', `/v2/jobs/${id}`).body).toEqual(before);
    },
  );

  test('null and the empty string clear', () => {
    const w = world();
    const id = createJob(w, {
      schedule: '1 * * * *',
      schedule_info: { repeat: true },
      retention_policy: { days: 1 },
    });
    const { entity } = patch(
      w,
      id,
      { op: 'add', path: '/entity/job/schedule', value: '' },
      { op: 'add', path: '/entity/job/schedule_info', value: null },
      { op: 'add', path: '/entity/job/retention_policy', value: null },
    ).json;
    expect(entity.job).not.toHaveProperty('schedule');
    expect(entity.job).not.toHaveProperty('schedule_info');
    expect(entity.job).not.toHaveProperty('retention_policy');
    expect(entity.job.schedule_id).toBe('');
    expect(entity.job.future_scheduled_runs).toEqual([]);
  });

  test('null clears a value of the configuration, and remove removes one', () => {
    const w = world();
    const id = createJob(w, { configuration: { env_id: 'e', flow_limits: { warn_limit: 5, row_limit: 6 } } });
    const { configuration } = patch(
      w,
      id,
      { op: 'replace', path: '/entity/job/configuration/flow_limits/warn_limit', value: null },
      { op: 'remove', path: '/entity/job/configuration/env_id' },
    ).json.entity.job;
    expect(configuration).toEqual({ env_type: '', env_variables: [], flow_limits: { row_limit: 6 } });
  });

  test('rejects an object as body, an unknown operation and a wrong type', () => {
    const w = world();
    const id = createJob(w);
    expect(w.send('PATCH', `/v2/jobs/${id}`, { body: { name: 'x' } }).status).toBe(400);
    expect(patch(w, id, { op: 'test', path: '/metadata/name', value: 'x' }).status).toBe(400);
    expect(patch(w, id, { op: 'add', path: '/metadata/name', value: 5 }).status).toBe(400);
    expect(patch(w, id, { op: 'add', path: '/metadata/name' }).status).toBe(400);
  });

  test('a rejected operation undoes the earlier ones, or not, depending on the switch', () => {
    for (const patchAtomic of [true, false]) {
      const w = world({ quirks: { patchAtomic } });
      const id = createJob(w, { name: 'old' });
      const ops = [
        { op: 'add', path: '/metadata/name', value: 'new' },
        { op: 'move', path: '/metadata/name', value: '' },
      ];
      expect(patch(w, id, ...ops).status).toBe(400);
      expect(w.send('GET', `/v2/jobs/${id}`).json.metadata.name).toBe(patchAtomic ? 'old' : 'new');
    }
  });
});

describe('deleting a job', () => {
  test('also deletes its runs', () => {
    const w = world();
    const id = createJob(w);
    const run = startRun(w, id);
    w.now += 60_000;
    expect(w.send('DELETE', `/v2/jobs/${id}`).status).toBe(204);
    expect(w.send('GET', `/v2/jobs/${id}`).status).toBe(404);
    expect(w.send('DELETE', `/v2/jobs/${id}/runs/${run}`).status).toBe(404);
  });

  test.each([409, 400, 403] as const)('is rejected with %d while a run is active', (deleteActiveJob) => {
    const w = world({ quirks: { deleteActiveJob } });
    const id = createJob(w);
    startRun(w, id);
    expect(w.send('DELETE', `/v2/jobs/${id}`).status).toBe(deleteActiveJob);
    expect(w.send('GET', `/v2/jobs/${id}`).status).toBe(200);
  });

  test('can fail silently, or take some time with 202', () => {
    const silent = world({ quirks: { deleteActiveJob: 'silent' } });
    const id = createJob(silent);
    startRun(silent, id);
    expect(silent.send('DELETE', `/v2/jobs/${id}`).status).toBe(204);
    expect(silent.send('GET', `/v2/jobs/${id}`).status).toBe(200);

    const slow = world({ quirks: { jobDeleteStatus: 202, deletionMs: 100 } });
    const other = createJob(slow);
    expect(slow.send('DELETE', `/v2/jobs/${other}`).status).toBe(202);
    expect(slow.send('GET', `/v2/jobs/${other}`).status).toBe(200);
    slow.now += 100;
    expect(slow.send('GET', `/v2/jobs/${other}`).status).toBe(404);
  });
});

describe('list rows by year', () => {
  test('2026 omits the description, 2020 always has one', () => {
    for (const [dialect, description] of [
      ['2026', undefined],
      ['2022', 'd'],
      ['2020', 'd'],
    ] as const) {
      const w = world({ quirks: { dialect } });
      createJob(w, { description: 'd' });
      const row = w.send('GET', '/v2/jobs').json.results[0];
      expect(row.metadata.description).toBe(description);
      expect(row.metadata.version).toBe(0);
    }
  });

  test('last_run_* are None, then those of the run, and deprecated in 2026', () => {
    const w = world({ quirks: { dialect: '2022' } });
    const id = createJob(w);
    const last = (): unknown[] => {
      const { job } = w.send('GET', `/v2/jobs/${id}`).json.entity;
      return [job.last_run_status, job.last_run_time, job.last_run_status_timestamp];
    };
    expect(last()).toEqual(['None', '', 0]);
    startRun(w, id);
    expect(last()).toEqual(['Starting', '2026-05-27 14:27:27+00:00', t0]);
  });

  test('filters by asset, type and run', () => {
    const w = world({ flows: { s: { type: 'streamsets_flow' } } });
    const a = createJob(w, { name: 'a', asset_ref: 'x' });
    const b = createJob(w, { name: 'b', asset_ref: 's' });
    const run = startRun(w, a);
    const names = (query: Record<string, string>): string[] =>
      w.send('GET', '/v2/jobs', { query }).json.results.map((row: Json) => row.metadata.asset_id);
    expect(names({ asset_ref: 'x' })).toEqual([a]);
    expect(names({ asset_ref_type: 'streamsets_flow' })).toEqual([b]);
    expect(names({ run_id: run })).toEqual([a]);
    expect(names({ run_id: 'none' })).toEqual([]);
    expect(names({})).toEqual([b, a]);
  });
});
