import type { Parameter } from '@wxdi/core';
import { wireRun } from './support/wire.js';
import { fakeEnv } from './support/fakes.js';
import {
  environmentVariable,
  getRun,
  jobId,
  ownParameters,
  requestLike,
  runId,
  type JobRun,
} from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A run as the service describes it. */
const runOf = async (...given: Parameters<typeof wireRun>): Promise<JobRun> => {
  const result = await getRun(jobId('job-1'), runId('run-1'))(fakeEnv({ getRun: () => wireRun(...given) }))();
  if (result._tag === 'Left') throw new Error(result.left.message);
  return result.right;
};

const first = [
  { name: 'DSJobRunName', value: 'job run' },
  { name: 'DSJobInvocationId', value: 'job run' },
];
const last = [
  { name: 'project_name', value: 'Harbour analytics' },
  { name: 'DSJobRunEnvironmentName', value: 'Default DataStage PX S' },
  { name: 'DSMetricsRepoEnabled', value: 'true' },
];
const hardware = `HARDWARE_SPECIFICATION={'datastage':{'compute':{'cpu':{'units':'1'}}}}`;

/** The run of a request, with everything that a service of 2026 adds to a DataStage run. */
const described = (
  parameters: readonly Parameter[],
  variables: readonly string[],
  configuration: object,
) => ({
  state: 'Completed',
  job_type: 'data_intg_flow',
  job_parameters: [...first, ...parameters, ...last],
  parameter_sets: [{ name: 'coast', ref: 'set-1', value_set: 'summer' }],
  configuration: {
    ...configuration,
    env_variables: [...variables, hardware, 'NUM_PARTITIONS=2', 'instance_id=px-1'],
    job_parameters: last.map(({ name, value }) => `${name}=${value}`),
    metrics: { stage_metrics: [], link_metrics: [] },
    userStatus: '',
    is_scheduled_run: false,
    remote_engine: 'engine-1',
    outputs: null,
  },
});

const name = fc.stringMatching(/^[a-z][a-z_.]{0,8}$/);
const named = <A>(value: fc.Arbitrary<A>) =>
  fc.uniqueArray(fc.record({ name, value }), { maxLength: 5, selector: (item) => item.name });

describe('the request of a run', () => {
  it('is what was sent, without what the service added, for any parameters, variables and configuration', async () => {
    const values = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(''));
    await fc.assert(
      fc.asyncProperty(
        named(values.filter((value) => !/^[*•]{3,}$/.test(String(value)))),
        named(fc.stringMatching(/^[a-z=]{0,8}$/)),
        fc.dictionary(fc.constantFrom('env_id', 'flow_limits', 'runPriorityQueue'), fc.integer()),
        async (parameters, environment, configuration) => {
          const variables = environment.map((variable) => `${variable.name}=${variable.value}`);
          const run = await runOf(described(parameters, variables, configuration));
          const { draft, masked, recorded } = requestLike(run);
          expect(draft).toEqual({
            ...(parameters.length > 0 && { parameters }),
            parameterSets: [{ name: 'coast', ref: 'set-1', valueSet: 'summer' }],
            environment: variables.map(environmentVariable),
            ...(Object.keys(configuration).length > 0 && { configuration }),
          });
          expect({ masked, recorded }).toEqual({ masked: [], recorded: true });
        },
      ),
    );
  });

  it.each([
    [
      'a parameter of the job with the name of an added one',
      'data_intg_flow',
      [...first, own(), ...last],
      ['project_name'],
    ],
    ['a parameter of that name in a run without added ones', 'data_intg_flow', [own()], ['project_name']],
    [
      'a parameter of that name in a StreamSets run',
      'streamsets_flow',
      [own(), { name: 'a', value: '1' }],
      ['project_name', 'a'],
    ],
    ['no added parameter, whatever the type is', 'notebook', [...first], []],
  ])('has %s', async (_, job_type, job_parameters, expected) => {
    const run = await runOf({ job_type, job_parameters, parameter_sets: [] });
    expect(ownParameters(run).map((parameter) => parameter.name)).toEqual(expected);
    expect(ownParameters(run)).not.toContainEqual(last[0]);
  });

  it('keeps variables that look added, if DataStage does not run it', async () => {
    const run = await runOf({ job_type: 'notebook', configuration: { env_variables: ['NUM_PARTITIONS=2'] } });
    expect(requestLike(run).draft).toEqual({ environment: [{ name: 'NUM_PARTITIONS', value: '2' }] });
  });

  it('has an empty environment if the run has, since that of the job would be used otherwise', async () => {
    const empty = await runOf({ configuration: { env_variables: [hardware] } });
    expect(requestLike(empty).draft).toEqual({ environment: [] });
    expect(requestLike(await runOf({ configuration: {} })).draft).toEqual({});
  });

  it('has no name and no description', async () => {
    const run = await runOf({ parameter_sets: [] }, { name: 'close', description: 'of day' });
    expect(requestLike(run).draft).toEqual({});
  });

  it('leaves out masked values, and lists them', async () => {
    const run = await runOf({
      job_parameters: [
        { name: 'year', value: '2026' },
        { name: 'password', value: '******' },
        { name: 'nested', value: { secret: '•••' } },
        { name: 'stars', value: '**' },
      ],
      parameter_sets: [
        {
          name: 'conn',
          values: [
            { name: 'key', value: '****' },
            { name: 'host', value: 'h' },
          ],
        },
      ],
      configuration: { env_variables: ['TOKEN=***', 'LEVEL=info'], ...{ credential: '*****' } },
    });
    expect(requestLike(run)).toEqual({
      draft: {
        parameters: [
          { name: 'year', value: '2026' },
          { name: 'stars', value: '**' },
        ],
        parameterSets: [{ name: 'conn', values: [{ name: 'host', value: 'h' }] }],
        environment: [{ name: 'LEVEL', value: 'info' }],
      },
      masked: [
        { what: 'parameter', name: 'password' },
        { what: 'parameter', name: 'nested' },
        { what: 'parameter', name: 'conn.key' },
        { what: 'variable', name: 'TOKEN' },
        { what: 'configuration', name: 'credential' },
      ],
      recorded: true,
    });
  });

  it.each([
    ['not recorded, if the run failed before it was submitted', {}, false],
    ['recorded, if there are none', { job_parameters: [], parameter_sets: [] }, true],
    ['recorded, if only the sets are missing', { job_parameters: [{ name: 'a', value: 1 }] }, true],
  ])('has parameters that are %s', async (_, members, expected) => {
    expect(requestLike(await runOf(members)).recorded).toBe(expected);
  });
});

function own() {
  return { name: 'project_name', value: 'mine' };
}
