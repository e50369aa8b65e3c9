import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulated, type Simulated } from './fakes/simulated.js';

const stream = '9b1d4e72-77f4-4c0a-8a53-2f1b8a3f9c02';
let world: Simulated;
beforeAll(async () => {
  world = await simulated({
    jobs: 3,
    speed: 50,
    flows: { [stream]: { type: 'streamsets_flow', plan: { outcome: 'streams' } } },
  });
  await world.run(['job', 'create', '--name', 'Stream', '--asset', stream]);
  await world.run(['job', 'start', 'Stream', '--wait', '--for', 'running', '--interval', '50ms']);
  await world.run(['job', 'start', 'Job 0003']);
});
afterAll(async () => {
  await world.simulator.close();
});

describe('--dry-run sends nothing that changes something, and prints what it would send', () => {
  test.each([
    [['job', 'create', '--name', 'New', '--type', 'orchestration_flow'], ['POST /v2/jobs']],
    [['job', 'update', 'Job 0001', '--name', 'Other'], ['PATCH /v2/jobs/ID']],
    [['job', 'set', 'Job 0001', '--schedule', '0 6 * * *'], ['PATCH /v2/jobs/ID']],
    [['job', 'start', 'Job 0001', '--wait'], ['POST /v2/jobs/ID/runs']],
    [
      ['job', 'start', 'Stream', '--reset-offset'],
      ['PATCH /v2/jobs/ID', 'POST /v2/jobs/ID/runs'],
    ],
    [['job', 'reset-offset', 'Stream'], ['PATCH /v2/jobs/ID']],
    [
      ['job', 'delete', 'Job 0001', 'Job 0002'],
      ['DELETE /v2/jobs/ID', 'DELETE /v2/jobs/ID'],
    ],
    [['run', 'cancel', 'Stream', '@active'], ['POST /v2/jobs/ID/runs/ID/cancel']],
    [['run', 'pause', 'Stream', '@active'], ['POST /v2/jobs/ID/runs/ID/pause']],
    [['run', 'resume', 'Stream', '@active'], ['POST /v2/jobs/ID/runs/ID/resume']],
    [['api', 'DELETE', '/v2/jobs/x'], ['DELETE /v2/jobs/x']],
    [['job', 'update', 'Job 0001', '--name', 'Job 0001'], []],
    [['run', 'prune', 'Job 0001', '--keep-runs', '5'], []],
  ])('%j', async (argv, requests) => {
    const before = world.mutations().length;
    const { code, out, err } = await world.run([...argv, '-n', '-o', 'json']);
    expect(code).toBe(0);
    expect(world.mutations()).toHaveLength(before);
    const told = (JSON.parse(out) as { method: string; path: string }[]).map(
      ({ method, path }) => `${method} ${path.replace(/\?.*/, '').replaceAll(/[\da-f-]{36}/g, 'ID')}`,
    );
    expect(told).toEqual(requests);
    expect(err).toContain('dry run');
  });

  test('--schedule none also removes the schedule window; a job without either is not changed', async () => {
    const window = ['--schedule', '0 6 * * *', '--starts', '2026-12-01', '--ends', '2026-12-31'];
    await world.run(['job', 'create', '--name', 'Daily', '--type', 'orchestration_flow', ...window]);
    const unset = async (job: string) =>
      JSON.parse((await world.run(['job', 'set', job, '--schedule', 'none', '-n', '-o', 'json'])).out) as {
        body: { path: string; op: string }[];
      }[];
    const [patch] = await unset('Daily');
    expect(patch?.body.map(({ path }) => path)).toEqual([
      '/entity/job/schedule',
      '/entity/job/schedule_info',
    ]);
    expect(await unset('Job 0001')).toEqual([]);
  });

  describe('of a start with a key says what would be done', () => {
    const key = (name: string) => ['job', 'start', 'Job 0001', '--key', name];
    const dry = (name: string, ...more: readonly string[]) => world.run([...key(name), ...more, '-n']);

    test('with the requests if there is no earlier start, and nothing is saved', async () => {
      for (let i = 0; i < 2; i += 1) {
        const { code, out, err } = await dry('new');
        expect([code, out]).toEqual([0, expect.stringMatching(/^POST /)]);
        expect(out).toMatch(/"description": "\[wxdi:new#[\da-f]{6}\.1\]"/);
        expect(err).toContain('key new: no earlier start was found; attempt 1 would be sent\n');
      }
    });

    test('without a request if there is an earlier one, or if the key belongs to another', async () => {
      await world.run(key('done'));
      const found = await dry('done', '--if-active', 'fail');
      expect([found.code, found.out]).toEqual([0, '']);
      expect(found.err).toMatch(/key done: run \S+ is active \(\w+\) and would be the result\n/);
      expect(found.err).toContain('dry run: nothing would be sent');
      await world.run([...key('done'), '--wait', '--interval', '50ms']);
      const ended = await dry('done', '-o', 'json');
      expect(JSON.parse(ended.err.split('\n')[0] ?? '')).toMatchObject({ level: 'info', decision: 'Adopt' });
      expect((await dry('done', '--param', 'a=1')).code).toBe(2);
    });
  });

  test('omits values whose names look secret', async () => {
    const flags = ['--param', 'db.password=hunter2', '--param', 'region=emea', '--env', 'LEVEL=debug9'];
    const { out } = await world.run(['job', 'start', 'Job 0001', ...flags, '-n']);
    expect(out).toMatch(/^POST \/v2\/jobs\/[\da-f-]{36}\/runs\?project_id=/);
    expect(out).toContain('emea');
    expect(out).toContain('LEVEL=***');
    expect(out).not.toMatch(/hunter2|debug9/);
  });

  test('reports the same errors as without it', async () => {
    expect((await world.run(['job', 'start', 'Nowhere', '-n'])).code).toBe(3);
    expect((await world.run(['job', 'reset-offset', 'Job 0001', '-n'])).code).toBe(2);
  });
});

describe('--raw', () => {
  test('prints the unchanged body of the service', async () => {
    const { out } = await world.run(['job', 'get', 'Job 0001', '-o', 'json', '--raw']);
    expect(JSON.parse(out)).toHaveProperty('metadata.asset_id');
    const list = await world.run(['job', 'list', '-o', 'json', '--raw']);
    expect(JSON.parse(list.out)).toMatchObject([{ results: expect.any(Array) as unknown }]);
    const lines = await world.run(['job', 'list', '-o', 'jsonl', '--raw']);
    expect(JSON.parse(lines.out)).toHaveProperty('results');
    const asked = await world.run([
      'job',
      'list',
      '-o',
      'json',
      '--raw',
      '--query',
      '[].results[].metadata.name',
    ]);
    expect(JSON.parse(asked.out)).toContain('Job 0001');
  });
});

describe('api', () => {
  test('sends one request in the scope of the settings, and prints the body', async () => {
    const { code, out } = await world.run(['api', 'get', '/v2/jobs?limit=1']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveProperty('results');
    const query = await world.run(['api', 'GET', '/v2/jobs?limit=1', '--query', 'length(results)']);
    expect(query.out).toBe('1\n');
  });

  test('sends a body', async () => {
    const job = JSON.stringify({ job: { name: 'By api', asset_ref: stream } });
    const made = await world.run(['api', 'POST', '/v2/jobs', '--body', '-'], { stdin: job });
    expect([made.code, made.err]).toEqual([0, '']);
    expect((await world.run(['job', 'get', 'By api'])).code).toBe(0);
  });

  test.each([
    [['GET', '/v2/jobs/0191d1a0-7b1e-7000-8000-00000000dead'], {}, 3],
    [['POST', '/v2/jobs'], {}, 5],
    [['GET', '/v2/jobs'], { WXDI_BEARER_TOKEN: 'wrong-token' }, 4],
  ])('%j is reported like any other failure', async (argv, env, code) => {
    const { code: ended, out, err } = await world.run(['api', ...argv, '-o', 'json'], { env });
    expect([ended, out]).toEqual([code, '']);
    expect(JSON.parse(err)).toMatchObject({ exitCode: code });
    expect(err).not.toContain('wrong-token');
  });
});

describe('auth status and doctor', () => {
  test('report that everything works', async () => {
    const status = await world.run(['auth', 'status', '-o', 'json']);
    expect([status.code, JSON.parse(status.out)]).toMatchObject([
      0,
      { works: true, source: 'the environment' },
    ]);
    const doctor = await world.run(['doctor', '-o', 'json'], { now: Date.now });
    expect(doctor.code).toBe(0);
    const checks = JSON.parse(doctor.out) as { name: string; result: string }[];
    expect(checks.map(({ name }) => name)).toEqual([
      'profile',
      'service',
      'scope',
      'credential',
      'proxy',
      'connection',
      'TLS',
      'clock',
      'token',
      'project',
    ]);
  });

  test('report what is wrong with the credential', async () => {
    const env = { WXDI_BEARER_TOKEN: 'wrong-token' };
    const status = await world.run(['auth', 'status', '-o', 'json'], { env });
    expect([status.code, JSON.parse(status.out)]).toMatchObject([4, { works: false }]);
    const doctor = await world.run(['doctor'], { env, now: Date.now });
    expect(doctor.code).toBe(4);
    expect(doctor.out).toMatch(/^failed\tproject\t.*401/m);
    expect(status.out + status.err + doctor.out + doctor.err).not.toContain('wrong-token');
  });
});
