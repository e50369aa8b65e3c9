import type { JobChanges } from '@wxdi/core';
import { fakeEnv } from './support/fakes.js';
import { update } from './support/updating.js';
import { wireJob } from './support/wire.js';
import { draftOf, getJob, jobId, updateJob } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const rich: object = {
  env_id: 'a',
  flow_limits: { warn_limit: 100, row_limit: 5 },
  env_variables: ['A=1'],
  invented_tomorrow: { deep: [null, ''] },
};
const before = wireJob({
  configuration: rich,
  schedule: '0 2 * * *',
  schedule_info: { repeat: true },
  retention_policy: { days: 3, amount: null },
  notification_types: { success: true, warning: false, failure: true },
  job_parameters: [{ name: 'year', value: 2026, ...{ origin: 'ui' } }],
  parameter_sets: [
    { name: 'PS', ref: 'ps-1', value_set: 'dev', values_from: { parameter_set: { name: 'X' } } },
  ],
});

describe('changing the settings of a job', () => {
  it.each<[string, JobChanges, readonly object[]]>([
    ['the environment', { environmentId: 'b' }, [{ path: '/entity/job/configuration/env_id', value: 'b' }]],
    [
      'the variables',
      { environment: [{ name: 'B', value: 'x=y' }] },
      [{ path: '/entity/job/configuration/env_variables', value: ['B=x=y'] }],
    ],
    [
      'the warning limit, keeping the other limits',
      { warnLimit: 7 },
      [{ path: '/entity/job/configuration/flow_limits', value: { warn_limit: 7, row_limit: 5 } }],
    ],
    [
      'a removed warning limit',
      { warnLimit: null },
      [{ path: '/entity/job/configuration/flow_limits', value: { warn_limit: null, row_limit: 5 } }],
    ],
    ['the schedule', { schedule: '5 5 * * *' }, [{ path: '/entity/job/schedule', value: '5 5 * * *' }]],
    [
      'a removed schedule',
      { schedule: null, scheduleWindow: null },
      [
        { path: '/entity/job/schedule', value: '' },
        { path: '/entity/job/schedule_info', value: null },
      ],
    ],
    [
      'the window',
      { scheduleWindow: { startsAt: '2026-01-01T00:00:00Z' } },
      [{ path: '/entity/job/schedule_info', value: { startOn: 1_767_225_600_000 } }],
    ],
    [
      'the retention',
      { retention: { runs: 9 } },
      [{ path: '/entity/job/retention_policy', value: { amount: 9 } }],
    ],
    ['a removed retention', { retention: null }, [{ path: '/entity/job/retention_policy', value: null }]],
    [
      'disabled notifications',
      { notifications: null },
      [{ path: '/entity/job/notification_types', value: { success: false, warning: false, failure: false } }],
    ],
    [
      'a value set, keeping the other members of the parameter set',
      { valueSets: { PS: 'prod' } },
      [
        {
          path: '/entity/job/parameter_sets',
          value: [
            { name: 'PS', ref: 'ps-1', value_set: 'prod', values_from: { parameter_set: { name: 'X' } } },
          ],
        },
      ],
    ],
    [
      'a parameter, keeping its other members',
      { parameters: [{ name: 'year', value: 2027 }] },
      [{ path: '/entity/job/job_parameters', value: [{ name: 'year', value: 2027, origin: 'ui' }] }],
    ],
  ])('sends a patch only for %s', async (_, changes, operations) => {
    const { patch, result } = await update(before, changes);
    expect(patch).toEqual(operations.map((operation) => expect.objectContaining(operation)));
    expect(result._tag).toBe('Right');
  });

  it('adds members that the job does not have, and replaces the others', async () => {
    const bare = wireJob();
    expect(
      (await update(bare, { schedule: '0 1 * * *', retention: { days: 2 } })).patch.map(({ op }) => op),
    ).toEqual(['add', 'add']);
    expect((await update(before, { schedule: '0 1 * * *' })).patch.map(({ op }) => op)).toEqual(['replace']);
  });

  it('sends nothing if the cleared members do not exist', async () => {
    expect(
      (await update(wireJob(), { schedule: null, scheduleWindow: null, retention: null })).patch,
    ).toEqual([]);
  });

  it('rejects an invalid time of the schedule window before any read', async () => {
    const env = fakeEnv({});
    expect(await updateJob(jobId('job-1'), { scheduleWindow: { endsAt: 'soon' } })(env)()).toMatchObject({
      left: {
        _tag: 'InvalidInput',
        message: 'invalid changes',
        issues: [{ path: 'scheduleWindow.endsAt', received: 'soon' }],
      },
    });
  });

  it('rejects a value set for a parameter set that the job does not have', async () => {
    expect(await update(before, { valueSets: { QS: 'prod' } })).toMatchObject({
      patch: [],
      result: { left: { _tag: 'InvalidInput', issues: [{ path: 'valueSets.QS', expected: 'one of: PS' }] } },
    });
  });
});

const json = fc.jsonValue({ maxDepth: 2 });
const configuration = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 3 }).filter((k) => k !== '__proto__'),
  json,
);

describe('any change', () => {
  it('results in the requested job, and sends nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(configuration, configuration, fc.string(), async (from, to, description) => {
        const job = wireJob({ configuration: from });
        const { after } = await update(job, { configuration: to, description });
        expect((await update(after, { configuration: to, description })).patch).toEqual([]);
      }),
    );
  });

  it('keeps every member that the service sent, unless the change removes it', async () => {
    const change: fc.Arbitrary<JobChanges> = fc.constantFrom<JobChanges>(
      { name: 'x' },
      { environmentId: 'b' },
      { warnLimit: null },
      { schedule: null },
      { valueSets: { PS: 'prod' } },
      { environment: [] },
    );
    await fc.assert(
      fc.asyncProperty(change, configuration, async (changes, unknown) => {
        const job = wireJob({ ...before.entity.job, configuration: { ...unknown, ...rich } });
        const { after } = await update(job, changes);
        for (const member of Object.keys(unknown))
          expect(after.entity.job.configuration).toHaveProperty([member]);
        expect(Object.keys(after.entity.job)).toEqual(expect.arrayContaining(Object.keys(job.entity.job)));
      }),
    );
  });
});

describe('a draft made from a job', () => {
  it('contains all that is needed to create the job for another asset, and nothing that the service adds', async () => {
    const configuration: object = { ...rich, offset: { file: 3 }, outputs: {}, env_type: null };
    const found = await getJob(jobId('job-1'))(
      fakeEnv({ getJob: () => wireJob({ ...before.entity.job, configuration, asset_ref: 'old' }) }),
    )();
    if (found._tag === 'Left') throw new Error(found.left.message);
    expect(draftOf(found.right, 'new')).toEqual({
      name: 'nightly load',
      assetId: 'new',
      configuration: rich,
      schedule: '0 2 * * *',
      scheduleWindow: { repeat: true },
      retention: { days: 3 },
      notifications: { success: true, warning: false, failure: true },
      parameters: [{ name: 'year', value: 2026 }],
      parameterSets: [{ name: 'PS', ref: 'ps-1', valueSet: 'dev' }],
    });
    expect(draftOf(found.right)).toMatchObject({ type: 'data_intg_flow' });
  });

  it('has only the members that a small job has', async () => {
    const found = await getJob(jobId('job-1'))(fakeEnv({ getJob: () => wireJob() }))();
    if (found._tag === 'Left') throw new Error(found.left.message);
    expect(draftOf(found.right)).toStrictEqual({
      name: 'nightly load',
      type: 'data_intg_flow',
      configuration: {},
    });
  });
});
