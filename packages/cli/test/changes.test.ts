import type { WxdiError } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { run } from './fakes/context.js';
import { anError } from './fakes/errors.js';

describe('job start', () => {
  const start = ['job', 'start', jobId];
  const draftOf = (client: ReturnType<typeof fakeClient>) =>
    client.calls.find(([name]) => name === 'jobs.start')?.[2];

  test('takes parameters from JSON, YAML and lines k=v; the last file wins, and --param wins over all files', async () => {
    const client = fakeClient();
    const files = {
      'a.yaml': 'a: 1\nb: two\n',
      'b.json': '{"b":"json","c":true}',
      'c.env': '# dsjob\nd=x=y\nc=line\n',
    };
    const flags = [
      '--param-file',
      'a.yaml',
      '--param-file',
      '@b.json',
      '--param-file',
      'c.env',
      '--param',
      'a:=9',
    ];
    expect((await run([...start, ...flags], { client, files })).code).toBe(0);
    expect(draftOf(client)).toEqual({
      parameters: [
        { name: 'a', value: 9 },
        { name: 'b', value: 'json' },
        { name: 'c', value: 'line' },
        { name: 'd', value: 'x=y' },
      ],
    });
  });

  test('takes parameter sets, with a value set after the dot', async () => {
    const client = fakeClient();
    await run([...start, '--param-set', 'limits', '--param-set', 'conn.prod.eu'], { client });
    expect(draftOf(client)).toEqual({
      parameterSets: [{ name: 'limits' }, { name: 'conn', valueSet: 'prod.eu' }],
    });
  });

  test('sends the id of a parameter set that the user gives', async () => {
    const ref = '0191d1a0-7b1e-7000-8000-0000000000ff';
    const client = fakeClient();
    await run([...start, '--param-set', `${ref}.eu`], { client });
    expect(draftOf(client)).toEqual({ parameterSets: [{ name: ref, ref, valueSet: 'eu' }] });
  });

  test('suggests the id of a parameter set whose name the service refuses', async () => {
    const refused = anError('Refused');
    const client = fakeClient({ fails: { 'jobs.start': refused, 'jobs.create': refused } });
    for (const argv of [start, ['job', 'create', '--name', 'N', '--asset', 'A']]) {
      const { err } = await run([...argv, '--param-set', 'limits'], { client });
      expect(err).toContain('hint: give the id of parameter set "limits" instead of its name');
    }
  });

  test('passes the key, what to do about an unknown outcome, the settle window and --reset-offset to the sdk', async () => {
    const client = fakeClient();
    const options: unknown[] = [];
    const original = client.jobs;
    const jobs: typeof original = {
      ...original,
      start: (id, draft, given) => {
        options.push(given);
        return original.start(id, draft, given);
      },
    };
    Object.assign(client, { jobs });
    const flags = ['--key', 'k-1', '--if-unknown', 'resend', '--settle-window', '5s', '--reset-offset'];
    await run([...start, ...flags, '--retry-failed', '--key-in', 'both', '--key-since', '3d'], { client });
    const expected = {
      key: 'k-1',
      retryFailed: true,
      keyIn: 'both',
      keySinceMs: 259_200_000,
      ifUnknown: 'resend',
      settle: { windowMs: 5_000 },
      fromBeginning: true,
    };
    expect(options).toMatchObject([expected]);
  });

  test.each([
    ['start', 0, ['jobs.start']],
    ['attach', 0, ['runs.active']],
    ['fail', 5, ['runs.list', 'runs.page']],
  ] as const)('with --if-active %s while a run is active is exit %i', async (policy, code, calls) => {
    const client = fakeClient({ runs: [aRun({ state: 'Running' })] });
    const ended = await run([...start, '--if-active', policy], { client });
    expect([ended.code, client.calls.map(([name]) => name)]).toEqual([code, calls]);
    if (policy === 'attach') expect(ended.out).toContain(runId);
    if (policy === 'fail')
      expect([ended.out, ended.err]).toEqual(['', expect.stringContaining('no new run was started')]);
  });

  test('with --if-active fail looks at the state of each row, since a service may list ended runs', async () => {
    const ended = fakeClient({ runs: [aRun({ state: 'Completed' })] });
    expect((await run([...start, '--if-active', 'fail'], { client: ended })).code).toBe(0);
    const both = [aRun({ state: 'Completed' }), aRun({ id: 'later', state: 'Running' })];
    const { code, err } = await run([...start, '--if-active', 'fail'], {
      client: fakeClient({ runs: both }),
    });
    expect([code, err]).toEqual([5, expect.stringContaining('run later is still running (Running)')]);
  });

  test.each(['attach', 'fail'])('with --if-active %s starts a run if none is active', async (policy) => {
    const client = fakeClient({ runs: [] });
    expect((await run([...start, '--if-active', policy], { client })).code).toBe(0);
    expect(client.calls.map(([name]) => name)).toContain('jobs.start');
  });
});

describe('job update --patch', () => {
  const operations = '[{"op":"replace","path":"/metadata/name","value":"x"},{"op":"remove","path":"/a"}]';

  test('sends the operations as they are', async () => {
    const client = fakeClient();
    const ended = await run(['job', 'update', jobId, '--patch', '@p.json'], {
      client,
      files: { 'p.json': operations },
    });
    expect(ended.code).toBe(0);
    expect(client.calls).toEqual([['jobs.patch', jobId, JSON.parse(operations)]]);
  });

  test.each([
    '{}',
    '[]',
    '[1]',
    '[{"op":"set","path":"/a"}]',
    '[{"op":"add","path":"a","value":1}]',
    '[{"op":"add","path":"/a"}]',
    '[{"op":"move","path":"/a"}]',
  ])('refuses %s', async (text) => {
    const client = fakeClient();
    const ended = await run(['job', 'update', jobId, '--patch', '@p'], { client, files: { p: text } });
    expect([ended.code, ended.out, client.calls]).toEqual([2, '', []]);
  });
});

describe('runs', () => {
  test.each([
    ['pause', 'Paused'],
    ['resume', 'Running'],
  ])('%s prints the run as it is afterwards', async (verb, state) => {
    const ended = await run(['run', verb, jobId, runId, '-o', 'json'], { client: fakeClient() });
    expect([ended.code, JSON.parse(ended.out)]).toMatchObject([0, { state }]);
  });

  test('delete refuses an active run before any run is deleted', async () => {
    const client = fakeClient({ runs: [aRun({ state: 'Running' })] });
    const ended = await run(['run', 'delete', '--yes', jobId, runId], { client });
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(client.calls.map(([name]) => name)).toEqual(['runs.get']);
  });

  test('delete and prune print the ids of the deleted runs', async () => {
    for (const argv of [
      ['delete', '--yes', jobId, runId],
      ['prune', '--yes', jobId, '--all'],
    ]) {
      expect((await run(['run', ...argv], { client: fakeClient() })).out).toBe(`${runId}\n`);
      expect(JSON.parse((await run(['run', ...argv, '-o', 'json'], { client: fakeClient() })).out)).toEqual([
        runId,
      ]);
    }
  });

  test('delete and prune ask on a terminal, and delete nothing without a yes', async () => {
    for (const argv of [
      ['delete', jobId, runId],
      ['prune', jobId, '--keep-days', '1'],
    ]) {
      const no = fakeClient();
      expect((await run(['run', ...argv], { client: no, terminal: true, answers: ['n'] })).code).toBe(2);
      expect(no.calls.map(([name]) => name)).not.toContain('runs.deleteMany');
      const yes = fakeClient();
      expect((await run(['run', ...argv], { client: yes, terminal: true, answers: ['y'] })).code).toBe(0);
      expect(yes.calls.map(([name]) => name)).toContain('runs.deleteMany');
    }
  });

  test('a failed delete is reported as certain only if it is', async () => {
    const client = fakeClient({ runs: [aRun({ id: 'a', name: 'A' }), aRun({ id: 'b', name: 'B' })] });
    const errors: Record<string, WxdiError> = {
      a: anError('Refused'),
      b: anError('OutcomeUnknown', { outcome: 'unknown' }),
    };
    client.runs.find = async (_, name) => aRun({ id: name.toLowerCase() });
    client.runs.deleteMany = async (_, [id = '']) => ({
      deleted: [],
      failed: [{ run: id, error: errors[id] ?? anError('NotFound') }],
    });
    const ended = await run(['run', 'delete', jobId, 'A', 'B', '--yes'], { client });
    expect(ended.code).toBe(9);
    expect(ended.err).toContain('run a was not deleted: ');
    expect(ended.err).toContain('run b may not have been deleted: ');
  });

  test('metrics are one line per link and stage, or one JSON object', async () => {
    const metrics = {
      stages: [{ name: 'S', rowsRead: 2 }],
      links: [{ name: 'L', state: 'finished', rowsWritten: 1 }],
    };
    const client = fakeClient();
    client.runs.metrics = async () => metrics;
    const tsv = await run(['run', 'metrics', jobId, runId], { client });
    expect(tsv.out).toBe('link\tL\tfinished\t\t1\t\nstage\tS\t\t2\t\t\n');
    const table = await run(['run', 'metrics', jobId, runId, '-o', 'table'], { client });
    expect(table.out).toMatch(/^link +L +finished +1$/m);
    const names = await run(['run', 'metrics', jobId, runId, '-o', 'name'], { client });
    expect(names.out).toBe('L\nS\n');
    const json = await run(['run', 'metrics', jobId, runId, '-o', 'json'], { client });
    expect(JSON.parse(json.out)).toEqual(metrics);
  });

  test('metrics of stages have memory and partitions in a wide table and in JSON', async () => {
    const stage = { name: 'S', memory: 1_024, partitions: 2, instances: [{ id: '0', rowsRead: 1 }] };
    const client = fakeClient();
    client.runs.metrics = async () => ({ stages: [stage], links: [] });
    const wide = await run(['run', 'metrics', jobId, runId, '-o', 'wide'], { client });
    expect(wide.out).toMatch(/ MEMORY +PARTITIONS\nstage +S +1024 +2\n/);
    const table = await run(['run', 'metrics', jobId, runId, '-o', 'table'], { client });
    expect(table.out).not.toContain('MEMORY');
    const json = await run(['run', 'metrics', jobId, runId, '-o', 'json'], { client });
    expect(JSON.parse(json.out)).toMatchObject({ stages: [stage] });
  });
});

describe('run cancel', () => {
  test.each([
    ['Canceling', 'the cancellation was accepted; the run is still active\n'],
    ['Canceled', ''],
  ] as const)('says that the run is still active: %s', async (state, err) => {
    const client = fakeClient();
    client.runs.cancel = async () => ({ run: aRun({ state }), alreadyFinished: false });
    const ended = await run(['run', 'cancel', jobId, runId], { client });
    expect(ended).toMatchObject({ code: 0, err });
  });
});
