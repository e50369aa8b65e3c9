import type { Job as WireJob } from '@wxdi/bindings';
import type { JobChanges, JobEdit } from '@wxdi/core';
import { fakeEnv } from './support/fakes.js';
import { edited, found } from './support/updating.js';
import { wireJob } from './support/wire.js';
import { jobEditIssues, jobId, mergeByName, updateJob } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

/** The paths and values that an edit sends. */
const sent = async (job: WireJob, ...edits: readonly JobEdit[]) => {
  const { patch, result } = await edited(job, ...edits);
  return result._tag === 'Left'
    ? result.left.message
    : patch.map(({ path, value }) => [path.replace(/^\/(?:entity\/job|metadata)\//, ''), value]);
};

const before = wireJob(
  {
    asset_ref: 'asset-1',
    configuration: {
      env_id: 'env-1',
      env_variables: ['A=1', 'B=2'],
      flow_limits: { warn_limit: 5, row_limit: 9 },
      nested: { deep: { a: 1, b: [1, 2] } },
    } as object,
    schedule: '0 2 * * *',
    schedule_info: { startOn: Date.UTC(2026, 0, 1), endOn: Date.UTC(2027, 0, 1), repeat: true },
    retention_policy: { days: 3 },
    notification_types: { success: true, warning: false, failure: true },
    job_parameters: [
      { name: 'year', value: 2026, ...{ origin: 'ui' } },
      { name: 'region', value: 'emea' },
    ],
    parameter_sets: [
      { name: 'PS', ref: 'ps-1', value_set: 'dev', values: [{ name: 'x', value: 1 }] },
      { name: 'QS', ref: 'qs-1' },
    ],
  },
  { description: 'old' },
);
const [year, region] = before.entity.job.job_parameters ?? [];
const [ps, qs] = before.entity.job.parameter_sets ?? [];
const off = { success: false, warning: false, failure: false };

describe('an edit keeps what it does not name', () => {
  it.each<[string, JobEdit, unknown]>([
    ['a name', { name: 'N' }, [['name', 'N']]],
    ['no description', { description: null }, [['description', '']]],
    [
      'a parameter of the same name, at its position',
      { parameters: [{ name: 'year', value: 2027 }] },
      [['job_parameters', [{ ...year, value: 2027 }, region]]],
    ],
    [
      'a new parameter, after the others',
      { parameters: [{ name: 'new', value: null }] },
      [['job_parameters', [year, region, { name: 'new', value: null }]]],
    ],
    ['a removed parameter', { unset: { parameters: ['year', 'none'] } }, [['job_parameters', [region]]]],
    [
      'a parameter that is removed and set, which is set',
      { parameters: [{ name: 'year', value: 1 }], unset: { parameters: ['year'] } },
      [['job_parameters', [{ ...year, value: 1 }, region]]],
    ],
    ['no parameters', { parameters: null }, [['job_parameters', []]]],
    ['an empty list, which names none', { parameters: [], parameterSets: [], environment: [] }, []],
    [
      'a variable',
      { environment: [{ name: 'B', value: 'x=y' }] },
      [['configuration/env_variables', ['A=1', 'B=x=y']]],
    ],
    ['a removed variable', { unset: { environment: ['A'] } }, [['configuration/env_variables', ['B=2']]]],
    ['no variables', { environment: null }, [['configuration/env_variables', []]]],
    [
      'a variable in the configuration',
      { configuration: { env_variables: ['C=3'] } },
      [['configuration/env_variables', ['A=1', 'B=2', 'C=3']]],
    ],
    [
      'a variable in the configuration, and one that wins over it',
      { configuration: { env_variables: ['C=3', 'D=4'] }, environment: [{ name: 'C', value: '5' }] },
      [['configuration/env_variables', ['A=1', 'B=2', 'C=5', 'D=4']]],
    ],
    [
      'no variables in the configuration',
      { configuration: { env_variables: null } },
      [['configuration/env_variables', []]],
    ],
    [
      'variables in another form, as they are',
      { configuration: { env_variables: [{ name: 'A' }] } },
      [['configuration/env_variables', [{ name: 'A' }]]],
    ],
    [
      'a value set, by the name of its set',
      { parameterSets: [{ name: 'PS', valueSet: 'prod' }] },
      [['parameter_sets', [{ ...ps, value_set: 'prod' }, qs]]],
    ],
    [
      'a value set, by the id of its set',
      { parameterSets: [{ name: 'qs-1', ref: 'qs-1', valueSet: 'prod' }] },
      [['parameter_sets', [ps, { ...qs, value_set: 'prod' }]]],
    ],
    [
      'the new name of a set with the same id',
      { parameterSets: [{ name: 'RS', ref: 'qs-1' }] },
      [['parameter_sets', [ps, { name: 'RS', ref: 'qs-1' }]]],
    ],
    [
      'a value of a set',
      { parameterSets: [{ name: 'PS', values: [{ name: 'y', value: 2 }] }] },
      [
        [
          'parameter_sets',
          [
            {
              ...ps,
              values: [
                { name: 'x', value: 1 },
                { name: 'y', value: 2 },
              ],
            },
            qs,
          ],
        ],
      ],
    ],
    [
      'no value set',
      { parameterSets: [{ name: 'PS', valueSet: null, values: null }] },
      [['parameter_sets', [{ name: 'PS', ref: 'ps-1' }, qs]]],
    ],
    [
      'a new set',
      { parameterSets: [{ name: 't', ref: 't', valueSet: null }] },
      [['parameter_sets', [ps, qs, { name: 't', ref: 't' }]]],
    ],
    ['a removed set', { unset: { parameterSets: ['PS'] } }, [['parameter_sets', [qs]]]],
    ['a runtime environment', { environmentId: 'env-2' }, [['configuration/env_id', 'env-2']]],
    ['the default environment', { environmentId: null }, [['configuration/env_id', null]]],
    [
      'a warning limit, which keeps the other limits',
      { warnLimit: 7 },
      [['configuration/flow_limits', { warn_limit: 7, row_limit: 9 }]],
    ],
    [
      'no warning limit',
      { warnLimit: null },
      [['configuration/flow_limits', { warn_limit: null, row_limit: 9 }]],
    ],
    [
      'a member of the configuration, at any depth',
      { configuration: { nested: { deep: { a: 2, c: null } } } },
      [['configuration/nested', { deep: { a: 2, b: [1, 2] } }]],
    ],
    [
      'a cleared member of the configuration',
      { configuration: { nested: null } },
      [['configuration/nested', null]],
    ],
    ['nothing that is cleared and absent', { configuration: { no: null, none: { at: { all: null } } } }, []],
    ['a schedule, which keeps its window', { schedule: '0 3 * * *' }, [['schedule', '0 3 * * *']]],
    [
      'no schedule, and with it no window',
      { schedule: null },
      [
        ['schedule', ''],
        ['schedule_info', null],
      ],
    ],
    [
      'no end of the schedule',
      { scheduleWindow: { endsAt: null } },
      [['schedule_info', { startOn: Date.UTC(2026, 0, 1), repeat: true }]],
    ],
    [
      'another start, which keeps the end',
      { scheduleWindow: { startsAt: '2026-05-01' } },
      [['schedule_info', { startOn: Date.UTC(2026, 4, 1), endOn: Date.UTC(2027, 0, 1), repeat: true }]],
    ],
    [
      'no window, by its last member',
      { scheduleWindow: { startsAt: null, endsAt: null, repeat: null } },
      [['schedule_info', null]],
    ],
    ['a retention of another kind', { retention: { runs: 9 } }, [['retention_policy', { amount: 9 }]]],
    ['no retention', { retention: null }, [['retention_policy', null]]],
    [
      'one notification',
      { notifications: { warning: true } },
      [['notification_types', { success: true, warning: true, failure: true }]],
    ],
    ['no notifications', { notifications: null }, [['notification_types', off]]],
    ['the asset and the type that the job has', { assetId: 'asset-1', type: 'DATA_INTG_FLOW' }, []],
  ])('%s', async (_, edit, expected) => {
    expect(await sent(before, edit)).toEqual(expected);
    expect(jobEditIssues(edit)).toEqual([]);
  });

  it.each<[string, JobEdit]>([
    ['an asset', { assetId: 'other' }],
    ['a type', { type: 'notebook' }],
  ])('%s that the job does not have is refused', async (_, edit) => {
    expect(await sent(before, edit)).toMatch(/^the service does not change the (?:asset|type) of a job/);
  });

  it('later edits win over earlier ones, and see what those have cleared', async () => {
    const cleared: JobEdit = { parameters: null, notifications: null, schedule: null, environment: null };
    const later: JobEdit = {
      parameters: [{ name: 'a', value: 1 }],
      notifications: { warning: true },
      schedule: '5 5 * * *',
      environment: [{ name: 'Z', value: '' }],
    };
    expect(await sent(before, cleared, later)).toEqual([
      ['schedule', '5 5 * * *'],
      ['schedule_info', null],
      ['notification_types', { success: false, warning: true, failure: false }],
      ['job_parameters', [{ name: 'a', value: 1 }]],
      ['configuration/env_variables', ['Z=']],
    ]);
    expect(
      await sent(before, { parameters: [{ name: 'a', value: 1 }] }, { unset: { parameters: ['a'] } }),
    ).toEqual([]);
  });

  it('a window of a job without a schedule is refused, unless the job has it', async () => {
    const edit: JobEdit = { scheduleWindow: { startsAt: '2026-01-01T00:00:00Z' } };
    expect(await sent(wireJob(), edit)).toBe('the job has no schedule, so it has no start or end');
    expect(await sent(wireJob(), { ...edit, schedule: null })).toMatch(/no schedule/);
    expect(await sent(before, { scheduleWindow: { endsAt: '2028-01-01' }, schedule: null })).toMatch(
      /no schedule/,
    );
    expect(await sent(wireJob({ schedule_info: { startOn: Date.UTC(2026, 0, 1) } }), edit)).toEqual([]);
    expect(await sent(wireJob(), { ...edit, schedule: '0 1 * * *' })).toHaveLength(2);
  });

  it('an end that is not after the start is refused, also if the job has one of them', async () => {
    expect(await sent(before, { scheduleWindow: { startsAt: '2027-01-01' } })).toBe('invalid changes');
    expect(await sent(before, { scheduleWindow: { endsAt: '2026-01-01T00:00:01Z' } })).toHaveLength(1);
  });

  it('an own schedule that wxdi would not accept is no change', async () => {
    const odd = wireJob({
      schedule: '0 6 31 2 *',
      schedule_info: { startOn: Date.UTC(2026, 0, 2), endOn: Date.UTC(2026, 0, 1) },
    });
    const { schedule, scheduleWindow } = await found(odd);
    expect(await sent(odd, { schedule, scheduleWindow, name: 'N' })).toEqual([['name', 'N']]);
    expect(await sent(odd, { schedule: '0 6 30 2 *' })).toMatch(/^invalid schedule/);
  });
});

describe('what is wrong with an edit is said without the job', () => {
  it.each<[unknown, string]>([
    [[], 'options'],
    [{ name: null }, 'name'],
    [{ nmae: 'x' }, 'nmae'],
    [{ configuration: null }, 'configuration'],
    [{ parameters: [{ value: 1 }] }, 'parameters[0].name'],
    [{ parameterSets: [{ name: 'a', valueSet: 1 }] }, 'parameterSets[0].valueSet'],
    [{ environment: [{ name: 'a' }] }, 'environment[0].value'],
    [{ environment: [{ name: 'a=b', value: '' }] }, 'environment[0].name'],
    [{ warnLimit: -1 }, 'warnLimit'],
    [{ scheduleWindow: { startsAt: '2026-02-30' } }, 'scheduleWindow.startsAt'],
    [{ unset: { parameters: 'a' } }, 'unset.parameters'],
  ])('%j', (wrong, path) => {
    expect(jobEditIssues(wrong).map((issue) => issue.path)).toEqual([path]);
  });

  it('and nothing is wrong with an edit that clears all that can be cleared', () => {
    const nothing = { startsAt: null, endsAt: null, repeat: null };
    expect(jobEditIssues({ description: null, schedule: null, scheduleWindow: nothing })).toEqual([]);
  });
});

it('the operations are reported before they are sent; none if nothing differs', async () => {
  const reported: unknown[] = [];
  const changes: JobChanges = { name: 'N' };
  const env = fakeEnv({ getJob: () => wireJob(), updateJob: () => wireJob({}, { name: 'N' }) });
  const onPatch = (patch: unknown): void => {
    reported.push([patch, env.calls.length]);
    throw new Error('is ignored');
  };
  expect(await updateJob(jobId('job-1'), changes, { onPatch })(env)()).toMatchObject({
    right: { name: 'N' },
  });
  await updateJob(jobId('job-1'), () => ({}), { onPatch })(env)();
  expect(reported).toEqual([
    [[{ op: 'replace', path: '/metadata/name', value: 'N' }], 1],
    [[], 3],
  ]);
});

it('lists are merged by name, and names like members of objects are names like any other', () => {
  const merged = mergeByName([{ name: '__proto__', value: 1 }], [{ name: 'constructor', value: 2 }]);
  expect(merged.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
});
