import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulated, type Simulated } from './fakes/simulated.js';

const set = '0191d1a0-7b1e-7000-8000-0000000000ff';
const off = { success: false, warning: false, failure: false };

describe('a wrong job file is exit 2 with its line, and changes nothing', () => {
  let service: Simulated;
  beforeAll(async () => {
    service = await simulated();
    await service.run(['job', 'create', '--name', 'J', '--asset', 'a', '--schedule', '0 6 * * *']);
  });
  afterAll(() => service.simulator.close());

  test.each([
    ['nmae: x', 'unknown key "nmae"; did you mean name?'],
    ['asset: bar', 'unknown key "asset"; did you mean assetId?'],
    ['asset_ref: x', 'unknown key "asset_ref"\n  hint: a job file has the members that'],
    ['name: [x]', 'invalid name: expected text, got a list'],
    ['parameters: {a: 1}', 'invalid parameters: expected a list'],
    ['parameters: [{name: a, vlaue: 1}]', 'invalid parameters[0].vlaue: expected one of name, value'],
    ['parameters: [{name: a, value: 1}, {name: a, value: 2}]', 'expected each name once, got "a" twice'],
    ['environment: [{name: a=b, value: 1}]', 'invalid environment[0].name: expected a name without "="'],
    ['configuration: x', 'invalid configuration: expected an object, got text'],
    ['configuration: null', 'invalid configuration: expected an object, got null'],
    ['retention: {day: 1}', 'invalid retention.day: expected one of days, runs'],
    ['warnLimit: -1', 'invalid warnLimit: expected a whole number, 0 or more'],
    ['scheduleWindow: {startsAt: 2026-02-30}', 'invalid scheduleWindow.startsAt: expected an existing time'],
    ['schedule: 60 6 * * *', 'invalid schedule: expected minutes from 0 to 59'],
    [
      'scheduleWindow: {startsAt: 2027-01-02, endsAt: 2027-01-01}',
      'expected a time after the start, 2027-01-02',
    ],
  ])('%s', async (line, message) => {
    const stdin = `# a comment\n\n${line}`;
    for (const argv of [
      ['update', 'J'],
      ['create', '--name', 'K', '--asset', 'a'],
    ]) {
      const before = service.mutations().length;
      const { code, out, err } = await service.run(['job', ...argv, '-f', '-'], { stdin });
      expect([code, out, service.mutations().length - before]).toEqual([2, '', 0]);
      expect(err).toMatch(/^error: --file -, line 3: /);
      expect(err).toContain(message);
    }
  });

  test.each([
    ['assetId: other', 'the service does not change the asset of a job'],
    ['type: notebook', 'the service does not change the type of a job'],
    ['parameterSets: [{name: limits}]', 'the job has no parameter set "limits"'],
  ])('%s, in an update', async (line, message) => {
    const { code, err } = await service.run(['job', 'update', 'J', '-f', '-'], { stdin: `name: J\n${line}` });
    expect([code, err]).toEqual([2, expect.stringContaining(`error: --file -, line 2: ${message}`)]);
  });

  test.each([['just text'], ['- name: x']])('%s', async (stdin) => {
    const { code, err } = await service.run(['job', 'update', 'J', '-f', '-'], { stdin });
    expect([code, err]).toEqual([2, 'error: --file - must contain an object\n']);
  });
});

describe('against the simulator', () => {
  let service: Simulated;
  beforeAll(async () => {
    service = await simulated({ jobs: 3 });
  });
  afterAll(() => service.simulator.close());

  const ok = async (argv: readonly string[], stdin = ''): Promise<string> => {
    const { code, out, err } = await service.run(argv, { stdin });
    expect([argv, code, code === 0 ? '' : err]).toEqual([argv, 0, '']);
    return out;
  };

  const odd = {
    name: 'Odd values',
    assetId: 'a',
    description: 'NO',
    configuration: { version: '1.10', retries: 2, nested: { on: true, off: 'off', list: [1, null, '0042'] } },
    environment: [
      { name: 'A', value: '1_000' },
      { name: 'B', value: 'x=y "z"' },
      { name: 'C', value: '' },
    ],
    parameters: [
      ...['012', '12:30:45', '2026-11-28', '=', '<<', ' ', '\u0085', 'é', 'null'].map((value, at) => ({
        name: `p${at}`,
        value,
      })),
      ...[0, 1e-7, true, null, { a: [1] }].map((value, at) => ({ name: `q${at}`, value })),
    ],
    parameterSets: [{ name: 'S', ref: set, valueSet: 'dev', values: [{ name: 'x', value: '0x1' }] }],
    schedule: '0 6 * * *',
    scheduleWindow: { startsAt: '2027-01-01T00:00:00Z', endsAt: '2028-01-01T00:00:00Z', repeat: true },
    retention: { runs: 3 },
    notifications: { ...off, warning: true },
  };

  test('job update -f of what job get prints of a job sends nothing, says so, and prints the job', async () => {
    await ok(['job', 'create', '-f', '-'], JSON.stringify(odd));
    for (const name of ['Odd values', 'Job 0001', 'Job 0002', 'Job 0003']) {
      for (const mode of ['yaml', 'json']) {
        const text = await ok(['job', 'get', name, '-o', mode]);
        const before = service.mutations().length;
        const { code, out, err } = await service.run(['job', 'update', name, '-f', '-', '-o', mode], {
          stdin: text,
        });
        expect([code, service.mutations().length - before, out]).toEqual([0, 0, text]);
        if (mode === 'json')
          expect(JSON.parse(err)).toMatchObject({ level: 'info', message: 'nothing to change' });
        else expect(err).toBe('nothing to change\n');
      }
    }
  });

  test('job create -f of it creates an equal job', async () => {
    const { id, ...first } = JSON.parse(await ok(['job', 'get', 'Odd values', '-o', 'json'])) as {
      id: string;
    };
    const text = await ok(['job', 'get', id, '-o', 'yaml']);
    const copy = JSON.parse(
      await ok(['job', 'create', '-f', '-', '--name', 'Copy', '-o', 'json'], text),
    ) as object;
    expect(copy).toEqual({ ...first, name: 'Copy', id: expect.any(String) as string });
  });

  test('the second update with the same file or flags sends nothing', async () => {
    const file =
      'description: D\nconfiguration: {env_id: e, flow_limits: {row_limit: 3}}\nparameters: [{name: z, value: 1}]\nretention: null';
    const given = ['-f', '-', '--warn-limit', '5', '--unset-param', 'x', '--env', 'A=1', '--notify', 'none'];
    const update = ['job', 'update', 'Job 0001', ...given];
    const after = await ok([...update, '-o', 'json'], file);
    const before = service.mutations().length;
    expect(await ok([...update, '-o', 'json'], file)).toBe(after);
    expect(JSON.parse(after)).toMatchObject({
      configuration: { env_id: 'e', flow_limits: { row_limit: 3, warn_limit: 5 } },
    });
    expect(service.mutations().length).toBe(before);
  });

  test('a dry run that has nothing to change would send nothing', async () => {
    const { code, out, err } = await service.run(['job', 'update', 'Job 0002', '--name', 'Job 0002', '-n']);
    expect([code, out, err]).toEqual([0, '', 'nothing to change\ndry run: nothing would be sent\n']);
  });

  test('each clearing flag clears what its flag set', async () => {
    await ok(['job', 'create', '--name', 'Cleared', '--asset', 'a']);
    const bare = JSON.parse(await ok(['job', 'get', 'Cleared', '-o', 'json'])) as object;
    const set = (...words: readonly string[]) => ok(['job', 'update', 'Cleared', ...words, '-o', 'json']);
    const schedule = ['--schedule', '0 6 * * *'];
    for (const [given, cleared] of [
      [
        ['--param', 'a=1'],
        ['--unset-param', 'a'],
      ],
      [
        ['--env', 'A=1'],
        ['--unset-env', 'A'],
      ],
      [
        ['--param-set', '0191d1a0-7b1e-7000-8000-0000000000ff.dev'],
        ['--unset-param-set', '0191d1a0-7b1e-7000-8000-0000000000ff'],
      ],
      [
        ['--environment', 'px-0191d1a0-7b1e-7000-8000-0000000000e2'],
        ['--environment', 'none'],
      ],
      [schedule, ['--schedule', 'none']],
      [
        [...schedule, '--starts', '2027-01-01', '--ends', '2028-01-01'],
        ['--schedule', 'none'],
      ],
      [
        ['--retention-runs', '3'],
        ['--retention-runs', 'none'],
      ],
      [
        ['--retention-days', '3'],
        ['--retention-days', 'none'],
      ],
      [
        ['--description', 'D'],
        ['--description', ''],
      ],
    ] as const) {
      expect(JSON.parse(await set(...given))).not.toEqual(bare);
      expect(JSON.parse(await set(...cleared))).toMatchObject(bare);
    }
    await set(...schedule, '--starts', '2027-01-01', '--ends', '2028-01-01');
    const window = async (...words: readonly string[]) =>
      (JSON.parse(await set(...words)) as { scheduleWindow: unknown }).scheduleWindow;
    expect(await window('--starts', 'none')).toEqual({ endsAt: '2028-01-01T00:00:00Z' });
    expect(await window('--ends', 'none')).toBeNull();
    expect(JSON.parse(await set('--warn-limit', '3'))).toMatchObject({
      configuration: { flow_limits: { warn_limit: 3 } },
    });
    expect(JSON.parse(await set('--warn-limit', 'none'))).toMatchObject({
      configuration: { flow_limits: {} },
    });
  });

  test('an environment and a warning limit of a run are in its configuration, and the job is unchanged', async () => {
    await ok(
      ['job', 'update', 'Job 0003', '--configuration', '-'],
      '{"flow_limits": {"row_limit": 9, "warn_limit": 50}}',
    );
    const before = await ok(['job', 'get', 'Job 0003', '-o', 'json']);
    const started = await ok([
      'job',
      'start',
      'Job 0003',
      '--environment',
      'px-0191d1a0-7b1e-7000-8000-0000000000e9',
      '--warn-limit',
      '3',
      '-o',
      'json',
    ]);
    expect(JSON.parse(started)).toMatchObject({
      configuration: {
        env_id: 'px-0191d1a0-7b1e-7000-8000-0000000000e9',
        flow_limits: { row_limit: 9, warn_limit: 3 },
      },
    });
    expect(await ok(['job', 'get', 'Job 0003', '-o', 'json'])).toBe(before);
  });
});
