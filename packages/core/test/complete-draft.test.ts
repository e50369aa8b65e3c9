import type { JobDefinition, JobRunDetail } from '@wxdi/bindings';
import type { RunDraft, StartJobOptions, StartWarning } from '@wxdi/core';
import { apiError, fakeEnv } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import { jobId, previewStart, runChain, runJobs, startJob, unknownParameters } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');

const service = (
  run: Partial<JobRunDetail> = {},
  parameters: readonly string[] = ['day', 'region'],
  state = 'Running',
) => {
  const definition: Partial<JobDefinition> = {
    job_parameters: parameters.map((name) => ({ name, value: '' })),
    parameter_sets: [{ name: 'limits', ref: 'set-1' }],
  };
  const descriptions: string[] = [];
  const newRun = (i: number, state: string) =>
    wireRun({ state }, { asset_id: `new-${i}`, description: descriptions[i] ?? '' });
  const env = fakeEnv({
    getJob: () => wireJob(definition),
    getRun: ({ path }) => {
      const started = /^new-(\d+)$/.exec(path.run_id)?.[1];
      return started === undefined ? wireRun(run, { asset_id: path.run_id }) : newRun(Number(started), state);
    },
    listRuns: () => ({ results: descriptions.map((_, i) => newRun(i, 'Running')) }),
    startRun: ({ body }) => {
      const description = body?.job_run?.description ?? '';
      descriptions.push(description);
      return newRun(descriptions.length - 1, 'Starting');
    },
  });
  let draws = 0;
  return {
    // Each start without a key gets another one.
    env: { ...env, random: () => ((draws += 1) % 29) / 31 },
    sent: () =>
      env.calls
        .filter(({ operation }) => operation === 'startRun')
        .map(({ request }) => (request as { body: { job_run: object } }).body.job_run),
    operations: () => env.calls.map(({ operation }) => operation),
  };
};

const param = (...names: readonly string[]): RunDraft => ({
  parameters: names.map((name) => ({ name, value: '1' })),
});

describe('a start with a parameter that the job does not list', () => {
  const startWith = async (draft: RunDraft, options: StartJobOptions, names?: readonly string[]) => {
    const warnings: StartWarning[] = [];
    const world = service({}, names);
    const result = await startJob(job, draft, { onWarning: (warning) => warnings.push(warning), ...options })(
      world.env,
    )();
    return { ...world, result, warnings };
  };

  it('warns with the names that it could be, and starts', async () => {
    const { warnings, sent } = await startWith(param('dya', 'day', 'limits.max', 'limts.max'), {});
    expect(warnings).toEqual([
      { type: 'unknown-parameter', name: 'dya', known: ['day', 'region'] },
      { type: 'unknown-parameter', name: 'limts.max', known: ['day', 'region', 'limits.max'] },
    ]);
    expect(sent()).toHaveLength(1);
  });

  it('sends nothing if it is strict, and a start with the key that is not strict is the first attempt', async () => {
    const { result, sent, env, warnings } = await startWith(param('dya'), {
      strictParameters: true,
      key: 'k',
    });
    expect(result).toMatchObject({
      left: {
        _tag: 'InvalidInput',
        outcome: 'not-sent',
        issues: [
          { path: 'parameters.dya', expected: 'one of day, region', received: 'an unknown parameter' },
        ],
      },
    });
    expect([sent(), warnings]).toEqual([[], []]);
    expect(await startJob(job, param('dya'), { key: 'k' })(env)()).toMatchObject({
      right: { adopted: false },
    });
  });

  it('is silent if the job lists none, or has the set', async () => {
    expect((await startWith(param('dya'), { strictParameters: true }, [])).warnings).toEqual([]);
    const named = { ...param('own.max'), parameterSets: [{ name: 'own', ref: 'set-2' }] };
    expect((await startWith(named, {})).warnings).toEqual([]);
  });

  it('reads the job only if there is something to check', async () => {
    expect((await startWith({}, { strictParameters: true })).operations()).toEqual(['startRun']);
    const world = service();
    await startJob(job, param('dya'))(world.env)();
    expect(world.operations()).toEqual(['startRun']);
  });

  it('starts although the job cannot be read, unless it is strict', async () => {
    for (const strictParameters of [false, true]) {
      const { env, sent } = service();
      const getJob = () => async () => ({ _tag: 'Left' as const, left: apiError('forbidden') });
      const closed = { ...env, api: { ...env.api, getJob } };
      await startJob(job, param('dya'), { strictParameters, onWarning: () => undefined })(closed)();
      expect(sent()).toHaveLength(strictParameters ? 0 : 1);
    }
  });

  it('starts although the function that gets the warning throws', async () => {
    const throws = () => {
      throw new Error('no');
    };
    expect((await startWith(param('dya'), { onWarning: throws })).sent()).toHaveLength(1);
  });

  it('is refused in a list of runs and in a chain too', async () => {
    const { env, sent } = service();
    const runs = await runJobs(1, { strictParameters: true })([{ job, draft: param('dya') }])(env)();
    expect(runs).toMatchObject({ right: [{ result: { left: { _tag: 'InvalidInput' } } }] });
    const steps = [{ name: 'a', job, draft: param('dya') }];
    const chain = await runChain(steps, { strictParameters: true })(env)();
    expect(chain._tag === 'Right' && chain.right.get('a')).toMatchObject({ error: { _tag: 'InvalidInput' } });
    expect(sent()).toEqual([]);
  });

  it('never names a parameter that the job lists, for any job and start', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c.d', 's.x', 'S'), { maxLength: 4 });
    fc.assert(
      fc.property(names, names, (listed, given) => {
        const parameters = listed.map((name) => ({ name, value: 1 }));
        const unknown = unknownParameters({ parameters, parameterSets: [{ name: 's' }] }, param(...given));
        const expected = given.filter(
          (name) => listed.length > 0 && !listed.includes(name) && name !== 's.x',
        );
        expect(unknown.map(({ name }) => name)).toEqual(expected);
      }),
    );
  });
});

describe('a start like a run', () => {
  const before: Partial<JobRunDetail> = {
    state: 'Failed',
    job_type: 'data_intg_flow',
    job_parameters: [
      { name: 'DSJobRunName', value: 'job run' },
      { name: 'day', value: '3' },
      { name: 'region', value: 'emea' },
      { name: 'secret', value: '*****' },
    ],
    parameter_sets: [{ name: 'limits', ref: 'set-1', value_set: 'small' }],
    configuration: {
      env_id: 'env-1',
      flow_limits: { warn_limit: 5 },
      env_variables: ['LEVEL=info', 'MODE=fast', 'NUM_PARTITIONS=2'],
      metrics: {},
    },
  };

  it('sends its request, in which the draft replaces values by name', async () => {
    const { env, sent } = service(before);
    const draft: RunDraft = {
      name: 'again',
      parameters: [{ name: 'day', value: '4' }],
      parameterSets: [{ name: 'limits', ref: 'set-1', valueSet: 'large' }],
      environment: [{ name: 'MODE', value: 'slow' }],
      configuration: { env_id: 'env-2' },
    };
    await startJob(job, draft, { like: 'run-1' })(env)();
    expect(sent()).toMatchObject([
      {
        name: 'again',
        job_parameters: [
          { name: 'day', value: '4' },
          { name: 'region', value: 'emea' },
        ],
        parameter_sets: [{ name: 'limits', ref: 'set-1', value_set: 'large' }],
        configuration: {
          env_id: 'env-2',
          flow_limits: { warn_limit: 5 },
          env_variables: ['LEVEL=info', 'MODE=slow'],
        },
      },
    ]);
  });

  it('warns of masked values, unless the draft sets them; a masked parameter is refused if it is strict', async () => {
    const { env, sent } = service(before);
    const warnings: StartWarning[] = [];
    const onWarning = (warning: StartWarning): void => void warnings.push(warning);
    await startJob(job, {}, { like: 'run-1', onWarning })(env)();
    expect(warnings).toEqual([{ type: 'masked', what: 'parameter', name: 'secret' }]);
    const strict = { like: 'run-1', strictParameters: true };
    expect(await startJob(job, {}, strict)(env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path: 'parameters.secret', received: 'a masked value' }] },
    });
    expect(sent()).toHaveLength(1);
    const set: RunDraft = { parameters: [{ name: 'secret', value: 's' }] };
    await startJob(job, set, { like: 'run-1', onWarning })(service(before, []).env)();
    expect(warnings).toHaveLength(1);
  });

  it('sends nothing if the run has no record of its parameters, unless the draft has some', async () => {
    const { env, sent } = service({ state: 'Failed' });
    expect(await startJob(job, {}, { like: 'run-1' })(env)()).toMatchObject({
      left: { _tag: 'InvalidInput', outcome: 'not-sent' },
    });
    expect(sent()).toEqual([]);
    await startJob(job, param('day'), { like: 'run-1' })(env)();
    expect(sent()).toHaveLength(1);
  });

  it('sends nothing if the run does not exist', async () => {
    const { env, sent } = service();
    const getRun = () => async () => ({ _tag: 'Left' as const, left: apiError('not-found') });
    const without = { ...env, api: { ...env.api, getRun } };
    expect(await startJob(job, {}, { like: 'run-1' })(without)()).toMatchObject({
      left: { _tag: 'NotFound' },
    });
    expect(sent()).toEqual([]);
  });

  it('finds its run by its key, without reading the run that it repeats', async () => {
    const { env, sent } = service(before);
    const again = () => startJob(job, {}, { like: 'run-1', key: 'k' })(env)();
    expect(await again()).toMatchObject({ right: { adopted: false } });
    expect(await again()).toMatchObject({ right: { adopted: true, run: { id: 'new-0' } } });
    const reads = env.calls.filter(({ operation }) => operation === 'getRun');
    expect(reads).toMatchObject([
      { request: { path: { run_id: 'run-1' } } },
      { request: { path: { run_id: 'new-0' } } },
    ]);
    expect(sent()).toHaveLength(1);
  });

  it('is another request than a start without it, or like another run, and so is its preview', async () => {
    const { env } = service(before);
    await startJob(job, {}, { like: 'run-1', key: 'k' })(env)();
    for (const like of [undefined, 'run-2']) {
      expect(await startJob(job, {}, { like, key: 'k' })(env)()).toMatchObject({
        left: { _tag: 'InvalidInput', key: 'k' },
      });
      expect(await previewStart(job, {}, { like, key: 'k' })(env)()).toMatchObject({
        right: { _tag: 'Conflict' },
      });
    }
    expect(await previewStart(job, {}, { like: 'run-1', key: 'k' })(env)()).toMatchObject({
      right: { _tag: 'Attach' },
    });
  });

  it('repeats a run for each request of a list that names one', async () => {
    const { env, sent } = service(before, [], 'Completed');
    await runJobs(1)([{ job, like: 'run-1' }, { job }])(env)();
    expect(sent()).toMatchObject([
      { job_parameters: [{ name: 'day' }, { name: 'region' }] },
      { description: expect.any(String) },
    ]);
    expect(sent()[1]).not.toHaveProperty('job_parameters');
  });
});
