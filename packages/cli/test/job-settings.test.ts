import { describe, expect, test } from 'vitest';
import { aJob, fakeClient, jobId } from './fakes/client.js';
import { run } from './fakes/context.js';

const set = '0191d1a0-7b1e-7000-8000-0000000000ff';
const own = {
  configuration: { env_id: 'env-1', env_variables: ['A=1'], flow_limits: { warn_limit: 5, row_limit: 9 } },
  parameters: [{ name: 'a', value: 'x' }],
  parameterSets: [{ name: 'limits', ref: set }],
  scheduleWindow: { startsAt: '2026-01-01T00:00:00Z' },
};
const off = { success: false, warning: false, failure: false };

/** The flags for settings, and the changes that they make to the job above. */
const flags: readonly (readonly [flags: readonly string[], changes: object])[] = [
  [['--name', 'N'], { name: 'N' }],
  [['--description', ''], { description: '' }],
  [
    ['--param', 'b:=1'],
    {
      parameters: [
        { name: 'a', value: 'x' },
        { name: 'b', value: 1 },
      ],
    },
  ],
  [['--unset-param', 'a'], { parameters: [] }],
  [['--param-set', 'limits.small'], { parameterSets: [{ name: 'limits', ref: set, valueSet: 'small' }] }],
  [['--param-set', `${set}.small`], { parameterSets: [{ name: 'limits', ref: set, valueSet: 'small' }] }],
  [['--unset-param-set', 'limits'], { parameterSets: [] }],
  [
    ['--env', 'B=2=3'],
    {
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2=3' },
      ],
    },
  ],
  [['--unset-env', 'A'], { environment: [] }],
  [
    ['--environment', 'px-0191d1a0-7b1e-7000-8000-0000000000e2'],
    { configuration: { ...own.configuration, env_id: 'px-0191d1a0-7b1e-7000-8000-0000000000e2' } },
  ],
  [['--environment', 'none'], { configuration: { ...own.configuration, env_id: null } }],
  [
    ['--warn-limit', '7'],
    { configuration: { ...own.configuration, flow_limits: { warn_limit: 7, row_limit: 9 } } },
  ],
  [
    ['--warn-limit', 'none'],
    { configuration: { ...own.configuration, flow_limits: { warn_limit: null, row_limit: 9 } } },
  ],
  [
    ['--configuration', '@c'],
    { configuration: { ...own.configuration, flow_limits: { warn_limit: 5, row_limit: 1 }, env_id: null } },
  ],
  [['--schedule', '0 6  * * *'], { schedule: '0 6 * * *' }],
  [['--schedule', 'none'], { schedule: null, scheduleWindow: null }],
  [['--starts', '2026-12-01'], { scheduleWindow: { startsAt: '2026-12-01T00:00:00.000Z' } }],
  [['--starts', 'none'], { scheduleWindow: null }],
  [
    ['--ends', '2026-12-01T06:00:00+01:00'],
    { scheduleWindow: { ...own.scheduleWindow, endsAt: '2026-12-01T05:00:00.000Z' } },
  ],
  [['--ends', 'none'], { scheduleWindow: own.scheduleWindow }],
  [['--retention-days', '30'], { retention: { days: 30 } }],
  [['--retention-days', 'none'], { retention: null }],
  [['--retention-runs', '7'], { retention: { runs: 7 } }],
  [['--retention-runs', 'none'], { retention: null }],
  [['--notify', 'failure'], { notifications: { ...off, failure: true } }],
  [['--notify', 'none'], { notifications: null }],
];

const files = {
  c: 'flow_limits: {row_limit: 1}\nenv_id: null\nnone: null',
  all: 'name: F\ndescription: null\nparameters: [{name: b, value: 1}]\nenvironment: null\nschedule: 0 6 * * *\nnotifications: {failure: true}',
};

describe('job update changes what the flags name, and nothing else', () => {
  const changesOf = async (words: readonly string[]) => {
    const client = fakeClient({ jobPages: [[aJob(own)]] });
    const { code, err } = await run(words, { client, files });
    return [code, err, client.calls.find(([call]) => call === 'jobs.update')?.[2]];
  };

  test.each(flags)('%j, by its other name `job set` too', async (words, changes) => {
    expect(await changesOf(['job', 'update', jobId, ...words])).toEqual([0, '', changes]);
    expect(await changesOf(['job', 'set', jobId, ...words])).toEqual([0, '', changes]);
  });

  test('a file, over which flags win', async () => {
    const changes = {
      name: 'N',
      description: null,
      parameters: [
        { name: 'b', value: 1 },
        { name: 'c', value: '' },
      ],
      environment: [{ name: 'C', value: '3' }],
      schedule: '0 6 * * *',
      notifications: { ...off, failure: true },
    };
    const given = ['-f', 'all', '--name', 'N', '--env', 'C=3', '--param', 'c=', '--unset-param', 'a'];
    expect(await changesOf(['job', 'update', jobId, ...given])).toEqual([0, '', changes]);
  });
});

describe('a name to remove that the job does not have', () => {
  test.each([
    [['--unset-param', 'b'], 'parameter "b"; did you mean a?'],
    [['--unset-param', 'unlike'], 'parameter "unlike"; it has a'],
    [['--unset-env', 'a'], 'environment variable "a"; did you mean A?'],
    [['--unset-param-set', 'limit'], 'parameter set "limit"; did you mean limits?'],
  ])('%j is a warning with the nearest one', async (words, warning) => {
    const client = fakeClient({ jobPages: [[aJob(own)]] });
    const { code, err } = await run(['job', 'update', jobId, ...words], { client });
    expect([code, err]).toEqual([0, `warning: the job has no ${warning}\n`]);
  });

  test('is one warning for several jobs, if none of them has it', async () => {
    const jobPages = [[aJob(own), aJob({ ...own, id: 'other', parameters: [] })]];
    const update = async (name: string) => {
      const words = ['job', 'update', '--job', '*', '--unset-param', name, '--yes'];
      const { code, err } = await run(words, { client: fakeClient({ jobPages }) });
      return [code, err];
    };
    expect(await update('a')).toEqual([0, '']);
    expect(await update('b')).toEqual([
      0,
      'warning: none of the 2 jobs has parameter "b"; did you mean a?\n',
    ]);
  });
});

describe('job create takes the same flags', () => {
  const draftOf = async (words: readonly string[], world = {}) => {
    const client = fakeClient();
    const { code, err } = await run(['job', 'create', '--asset', 'a', ...words], { client, files, ...world });
    return [code, code === 0 ? client.calls[0]?.[1] : err];
  };
  const job = { name: 'J', assetId: 'a' };

  test.each<[readonly string[], object]>([
    [
      ['--environment', 'px-0191d1a0-7b1e-7000-8000-0000000000e2'],
      { configuration: { env_id: 'px-0191d1a0-7b1e-7000-8000-0000000000e2' } },
    ],
    [['--warn-limit', '0'], { configuration: { flow_limits: { warn_limit: 0 } } }],
    [['--env', 'A=1'], { environment: [{ name: 'A', value: '1' }] }],
    [['--notify', 'none'], {}],
    [['--schedule', 'none'], {}],
    [['--retention-days', 'none'], {}],
    [['--environment', 'none', '--warn-limit', 'none'], { configuration: {} }],
    [
      ['--schedule', '0 6 * * *', '--starts', '2026-12-01', '--ends', 'none'],
      { schedule: '0 6 * * *', scheduleWindow: { startsAt: '2026-12-01T00:00:00.000Z' } },
    ],
  ])('%j', async (words, draft) => {
    expect(await draftOf(['--name', 'J', ...words])).toEqual([0, { ...job, ...draft }]);
  });

  test('and a file of job get, of which it leaves out what belongs to the other job', async () => {
    const printed = {
      ...{ id: 'x', name: 'J', description: null, type: 'data_intg_flow', assetId: 'b', ownerId: 'me' },
      ...{ projectName: 'P', spaceName: 'S', futureScheduledRuns: ['2026-12-01T06:00:00Z'] },
      configuration: {
        env_id: 'e',
        env_variables: ['A=1', 'B=2'],
        offset: { at: 7 },
        outputs: {},
        metrics: {},
      },
      parameters: [{ name: 'a', value: 1 }],
      ...{ parameterSets: [], schedule: null, scheduleWindow: null, retention: null, notifications: null },
    };
    const given = ['-f', '-', '--env', 'B=3', '--param', 'c=d'];
    expect(await draftOf(given, { stdin: JSON.stringify(printed) })).toEqual([
      0,
      {
        ...job,
        configuration: { env_id: 'e' },
        environment: [
          { name: 'A', value: '1' },
          { name: 'B', value: '3' },
        ],
        parameters: [
          { name: 'a', value: 1 },
          { name: 'c', value: 'd' },
        ],
        parameterSets: [],
      },
    ]);
  });
});

describe('a configuration that is a whole job or run, as cpdctl takes it, is refused with the way out', () => {
  const run1 = { name: 'r', configuration: { env_id: 'e' }, job_parameters: [{ name: 'a', value: 1 }] };
  test.each<[string, object]>([
    ['a run', run1],
    ['a run without a configuration', { job_parameters: run1.job_parameters }],
    ['a run with parameter sets only', { parameter_sets: [{ name: 'PS', ref: 'x' }] }],
    ['the body of a start', { job_run: {} }],
    ['the body of a creation', { job: { name: 'n' } }],
    ['the answer of the service', { metadata: {}, entity: { job: {} } }],
  ])('%s', async (_, file) => {
    const client = fakeClient();
    for (const argv of [
      ['start', jobId],
      ['update', jobId],
      ['create', '--name', 'n', '--asset', 'a'],
    ]) {
      const given = ['job', ...argv, '--configuration', '@run.json'];
      const { code, err } = await run(given, { client, files: { 'run.json': JSON.stringify(file) } });
      expect([code, client.calls]).toEqual([2, []]);
      expect(err).toContain('--configuration @run.json contains a whole job or run');
      expect(err).toContain('run.json | wxdi job start JOB --configuration -\n');
    }
  });

  test('but not the parameters of a configuration, which are texts', async () => {
    const client = fakeClient();
    const stdin = '{"job_parameters": ["a=1"], "env_id": "e"}';
    expect((await run(['job', 'start', jobId, '--configuration', '-'], { client, stdin })).code).toBe(0);
  });
});
