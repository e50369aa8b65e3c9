import { fakeEnv } from './support/fakes.js';
import { wireJob } from './support/wire.js';
import { getJob, jobId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = async (...wire: Parameters<typeof wireJob>) => {
  const result = await getJob(jobId('job-1'))(fakeEnv({ getJob: () => wireJob(...wire) }))();
  return 'right' in result ? result.right : result;
};

describe('a job in wire format', () => {
  it.each([[undefined], [null], [''], ['None'], ['deprecated field']])(
    'has no schedule, description or asset if the service sends %j',
    async (sent) => {
      const found = await job(
        { schedule: sent as null, asset_ref: sent as null },
        { description: sent as null },
      );
      expect(found).not.toHaveProperty('schedule');
      expect(found).not.toHaveProperty('description');
      expect(found).not.toHaveProperty('assetId');
    },
  );

  it.each([
    [{ days: 7 }, { days: 7 }],
    [{ amount: 20 }, { runs: 20 }],
    [{ days: 3, amount: null }, { days: 3 }],
    [{ days: null, amount: 5 }, { runs: 5 }],
    [{}, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('reads the retention %j as %j', async (wire, retention) => {
    expect(await job({ ...(wire === undefined ? {} : { retention_policy: wire }) })).toEqual(
      expect.objectContaining(retention === undefined ? {} : { retention }),
    );
    if (retention === undefined)
      expect(await job({ retention_policy: wire ?? null })).not.toHaveProperty('retention');
  });

  it('keeps every member of the configuration, known or not', async () => {
    const configuration = { env_id: 'x', invented_tomorrow: { deep: [1, null, ''] } };
    expect(await job({ configuration })).toMatchObject({ configuration });
  });

  it('reads the window of a schedule in milliseconds', async () => {
    expect(
      await job({ schedule: '0 2 * * *', schedule_info: { startOn: 1_659_715_200_000, repeat: true } }),
    ).toMatchObject({
      schedule: '0 2 * * *',
      scheduleWindow: { startsAt: '2022-08-05T16:00:00Z', repeat: true },
    });
  });

  it('has only id, name, type and configuration if the service sends no more', async () => {
    const bare = { id: 'job-1', name: 'nightly load', type: 'data_intg_flow', configuration: {} };
    expect(await job()).toStrictEqual({ ...bare, parameters: [], parameterSets: [] });
    const nothing = {
      schedule_info: {},
      notification_types: null,
      future_scheduled_runs: null,
      job_parameters: null,
      parameter_sets: null,
    };
    expect(await job(nothing)).toStrictEqual({ ...bare, parameters: [], parameterSets: [] });
    expect(await job({ schedule_info: { startOn: 0, endOn: null, repeat: null } })).not.toHaveProperty(
      'scheduleWindow',
    );
  });

  it('has all members that the service sends', async () => {
    const sent = {
      asset_ref: 'flow-1',
      project_name: 'P',
      space_name: 'S',
      configuration: { env_id: 'e' },
      job_parameters: [{ name: 'year', value: 2026 }],
      parameter_sets: [{ name: 'PS', ref: 'ps-1', value_set: 'dev', values: [{ name: 'a', value: 'b' }] }],
      schedule: '0 2 * * *',
      schedule_info: { startOn: 1_659_715_200_000, endOn: 1_659_715_201_500, repeat: false },
      future_scheduled_runs: ['2026-11-04T02:00:00.000Z', '2026-11-05T02:00:00.000Z'],
      retention_policy: { days: 3 },
      notification_types: { success: true, warning: true, failure: true },
    };
    expect(await job(sent, { description: 'd', owner_id: 'o' })).toStrictEqual({
      id: 'job-1',
      name: 'nightly load',
      description: 'd',
      type: 'data_intg_flow',
      assetId: 'flow-1',
      ownerId: 'o',
      projectName: 'P',
      spaceName: 'S',
      configuration: { env_id: 'e' },
      parameters: [{ name: 'year', value: 2026 }],
      parameterSets: [{ name: 'PS', ref: 'ps-1', valueSet: 'dev', values: [{ name: 'a', value: 'b' }] }],
      schedule: '0 2 * * *',
      scheduleWindow: { startsAt: '2022-08-05T16:00:00Z', endsAt: '2022-08-05T16:00:01.500Z', repeat: false },
      futureScheduledRuns: ['2026-11-04T02:00:00Z', '2026-11-05T02:00:00Z'],
      retention: { days: 3 },
      notifications: { success: true, warning: true, failure: true },
    });
  });

  it.each([
    [{}, { success: false, warning: false, failure: false }],
    [
      { failure: true, warning: null },
      { success: false, warning: false, failure: true },
    ],
    [{ warning: true }, { success: false, warning: true, failure: false }],
  ])('has only the notifications that the service sends: %j', async (notification_types, notifications) => {
    expect(await job({ notification_types })).toMatchObject({ notifications });
  });
});
