import { afterEach, describe, expect, test } from 'vitest';
import { aJob, fakeClient, jobId } from './fakes/client.js';
import { run } from './fakes/context.js';
import { simulated, type Simulated } from './fakes/simulated.js';

let world: Simulated;
afterEach(async () => await world?.simulator.close());

const begin = async (quirks: NonNullable<Parameters<typeof simulated>[0]>['quirks'] = {}) => {
  const parameters = [
    { name: 'day', value: '1' },
    { name: 'region', value: 'emea' },
  ];
  const configuration = { env_id: 'small', env_variables: ['LEVEL=info'] };
  world = await simulated({ jobs: [{ name: 'J', parameters, configuration }], speed: 1_000, quirks });
};

/** What the service keeps of each run, in the order of the starts. */
const kept = () =>
  [...world.simulator.state().runs.values()].flatMap((runs) =>
    [...runs.values()].map(({ parameters, parameterSets, configuration }) => ({
      parameters,
      parameterSets,
      configuration,
    })),
  );

const started = async (...argv: readonly string[]): Promise<string> => {
  const { out } = await world.run([...argv, '--wait', '--interval', '5ms', '-o', 'json', '--query', 'id']);
  return JSON.parse(out) as string;
};
const first = [
  ...['--name', 'close', '--description', 'of day', '--param', 'day=7', '--param', 'extra:=[1,{"a":null}]'],
  ...[
    '--param-set',
    '0191d1a0-7b1e-7000-8000-0000000000ff.summer',
    '--env',
    'MODE=fast',
    '--env',
    'TEXT=a=b',
  ],
  ...['--configuration', '-'],
] as const;
const startFirst = () =>
  world
    .run(['job', 'start', 'J', ...first, '--wait', '--interval', '5ms', '-o', 'json', '--query', 'id'], {
      stdin: '{"flow_limits":{"warn_limit":5}}',
    })
    .then(({ out }) => JSON.parse(out) as string);

describe('a run like another run', () => {
  test.each(['2022', '2026'] as const)('has its inputs, as the service of %s keeps them', async (dialect) => {
    await begin({ dialect });
    const id = await startFirst();
    await world.run(['job', 'update', 'J', '--param', 'region=apac', '--environment', 'large']);
    const again = await started('run', 'rerun', 'J', id);
    await started('run', 'rerun', 'J', again);
    await started('job', 'start', 'J', '--like', id);
    const [one, ...others] = kept();
    expect(one).toMatchObject({
      configuration: {
        env_variables: ['MODE=fast', 'TEXT=a=b'],
        flow_limits: { warn_limit: 5 },
        env_id: 'small',
      },
    });
    for (const other of others) {
      expect(other.parameters).toEqual(one?.parameters);
      expect(other.parameterSets).toEqual(one?.parameterSets);
      expect(other.configuration).toMatchObject(one?.configuration ?? {});
      expect(Object.keys(other.configuration)).not.toContain('metrics');
    }
  });

  test('is sent by run rerun and job start --like alike, without the name of the run', async () => {
    await begin();
    const id = await startFirst();
    const bodies = [];
    for (const argv of [
      ['run', 'rerun', 'J', id],
      ['job', 'start', 'J', '--like', id],
      ['run', 'rerun', 'J', '@latest'],
    ]) {
      const { out } = await world.run([...argv, '--dry-run', '-o', 'json', '--query', '[].body.job_run']);
      const [{ description, ...body }] = JSON.parse(out) as [{ description: string }];
      expect(description).toMatch(/^\[wxdi:/);
      bodies.push(body);
    }
    expect(bodies).toEqual([bodies[0], bodies[0], bodies[0]]);
    expect(bodies[0]).not.toHaveProperty('name');
    expect(JSON.stringify(bodies)).not.toMatch(
      /DSJob|DSMetrics|project_name|HARDWARE|NUM_PARTITIONS|instance_id/,
    );
  });

  test('has the values that flags set', async () => {
    await begin();
    const id = await startFirst();
    await started(
      'run',
      'rerun',
      'J',
      id,
      '--param',
      'day=8',
      '--env',
      'MODE=slow',
      '--env',
      'NEW=1',
      '--name',
      'n',
    );
    const last = kept().at(-1);
    expect(last?.parameters).toEqual([
      { name: 'day', value: '8' },
      { name: 'region', value: 'emea' },
      { name: 'extra', value: [1, { a: null }] },
    ]);
    expect(last?.configuration).toMatchObject({ env_variables: ['MODE=slow', 'TEXT=a=b', 'NEW=1'] });
  });

  test('is not sent if the service has no record of the parameters, unless flags set some', async () => {
    await begin({ dialect: '2020' });
    const id = await started('job', 'start', 'J');
    const before = world.mutations().length;
    const ended = await world.run(['run', 'rerun', 'J', id]);
    expect([ended.code, ended.out, world.mutations().length]).toEqual([2, '', before]);
    expect(ended.err).toContain('has no record of its parameters');
    expect(ended.err).toContain(
      'hint: set them with --param, or start with those of the job:  wxdi job start J\n',
    );
    expect((await world.run(['run', 'rerun', 'J', id, '--param', 'day=2'])).code).toBe(0);
  });

  test('is started once for a key; @latest would be another run then, so it needs an id', async () => {
    await begin();
    const id = await startFirst();
    const again = () => world.run(['run', 'rerun', 'J', id, '--key', 'k', '-o', 'json', '--query', 'id']);
    const [one, two] = [await again(), await again()];
    expect([one.code, two.code, two.out]).toEqual([0, 0, one.out]);
    expect(world.mutations()).toHaveLength(2);
    const other = await world.run(['job', 'start', 'J', '--key', 'k']);
    expect([other.code, world.mutations().length]).toEqual([2, 2]);
    const requests = world.simulator.requests().length;
    for (const argv of [
      ['run', 'rerun', 'J', '@latest', '--key', 'k'],
      ['job', 'start', 'J', '--like', '@latest', '--key', 'k'],
    ]) {
      const ended = await world.run(argv);
      expect([ended.code, ended.out]).toEqual([2, '']);
      expect(ended.err).toContain('give the id of the run instead of @latest');
    }
    expect(world.simulator.requests()).toHaveLength(requests);
  });

  test.each([
    ['run', 'rerun', 'J', 'nosuch'],
    ['job', 'start', 'J', '--like', 'nosuch'],
    ['job', 'start', 'J', '--like', '0191d1a0-7b1e-7000-8000-0000000000ff'],
  ])('is not sent if that run does not exist: %s %s %s %s', async (...argv) => {
    await begin();
    const ended = await world.run(argv);
    expect([ended.code, ended.out, world.mutations()]).toEqual([3, '', []]);
  });

  test.each([
    ['@latst', 'unknown run alias "@latst"'],
    ['a/b', 'RUN "a/b" is not a valid id or name'],
    ['', 'RUN is empty'],
  ])('cannot be %j', async (like, message) => {
    const client = fakeClient();
    const ended = await run(['job', 'start', jobId, '--like', like], { client });
    expect([ended.code, client.calls]).toEqual([2, []]);
    expect(ended.err).toContain(message);
  });
});

describe('a parameter that the job does not list', () => {
  test('is a warning with the nearest name, and the run is started', async () => {
    await begin();
    const ended = await world.run(['job', 'start', 'J', '--param', 'dya=2026', '-q']);
    expect(ended.code).toBe(0);
    expect(ended.err).toBe('warning: parameter "dya" is unknown to the job; did you mean day?\n');
    const far = await world.run(['job', 'start', 'J', '--param', 'elephants=2', '-q']);
    expect(far.err).toBe('warning: parameter "elephants" is unknown to the job; it lists day, region\n');
    const file = await world.run(['job', 'start', 'J', '--param-file', '-', '-q'], { stdin: 'dya=1\n' });
    expect(file.err).toContain('did you mean day?');
    expect(world.mutations()).toHaveLength(3);
  });

  test('is exit 2 with --strict-params, and nothing is sent', async () => {
    await begin();
    for (const argv of [
      ['job', 'start', 'J'],
      ['job', 'start', 'J', '--key', 'k'],
      ['job', 'start', 'J', '--dry-run'],
    ]) {
      const ended = await world.run([...argv, '--param', 'dya=2026', '--strict-params']);
      expect([ended.code, ended.out]).toEqual([2, '']);
      expect(ended.err).toContain('error: parameter dya is unknown to the job; nothing was sent\n');
      expect(ended.err).toContain('hint: did you mean day?\n');
    }
    expect(world.mutations()).toEqual([]);
  });

  test('is not looked for if none is given, or the job lists none', async () => {
    await begin();
    const found = JSON.parse((await world.run(['job', 'get', 'J', '-o', 'json'])).out) as { id: string };
    const before = world.simulator.requests().length;
    await world.run(['job', 'start', found.id, '--strict-params']);
    const requests = world.simulator.requests().slice(before);
    const paths = requests.map(({ method, path }) => `${method} ${path}`);
    expect(paths.filter((path) => /^GET \/v2\/jobs\/[^/]+$/.test(path))).toEqual([]);
    const client = fakeClient({ jobPages: [[aJob()]] });
    expect((await run(['job', 'start', jobId, '--param', 'a=1', '--strict-params'], { client })).err).toBe(
      'started run 0191d1a0-7b1e-7000-8000-0000000000aa\n',
    );
  });
});
