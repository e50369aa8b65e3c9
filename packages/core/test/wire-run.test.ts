import { fakeEnv } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { getRun, jobId, runId } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const run = async (...wire: Parameters<typeof wireRun>) => {
  const result = await getRun(jobId('job-1'), runId('run-1'))(fakeEnv({ getRun: () => wireRun(...wire) }))();
  return 'right' in result ? result.right : result;
};

describe('a run in wire format', () => {
  it('takes the creation time from the text, since the number is 0 in lists', async () => {
    expect(await run({}, { created: 0, created_at: '2026-05-27T18:24:42Z' })).toMatchObject({
      createdAt: '2026-05-27T18:24:42Z',
    });
    expect(await run({}, { created: 1_653_675_882_009 })).toMatchObject({
      createdAt: '2022-05-27T18:24:42.009Z',
    });
    expect(await run({}, { created: 0 })).not.toHaveProperty('createdAt');
    expect(await run({}, { created: 1_796_000_000 })).not.toHaveProperty('createdAt');
  });

  it.each([
    ['2026-05-27T18:24:42Z', '2026-05-27T18:24:42Z'],
    ['2026-05-27T18:24:42.000Z', '2026-05-27T18:24:42Z'],
    ['2026-05-27T18:24:42.500Z', '2026-05-27T18:24:42.500Z'],
    ['2026-05-27T20:24:42+02:00', '2026-05-27T18:24:42Z'],
    ['2026-05-27T20:24:42.25+0200', '2026-05-27T18:24:42.250Z'],
    // A time without a zone is in the zone of the service, not in that of this machine.
    ['2026-05-27T18:24:42', '2026-05-27T18:24:42Z'],
    ['2026-05-27T18:24', '2026-05-27T18:24:00Z'],
    ['2026-05-27', '2026-05-27T00:00:00Z'],
    ['May 27, 2026 18:24', 'May 27, 2026 18:24'],
    ['on 2026-05-27T18:24:42Z', 'on 2026-05-27T18:24:42Z'],
    ['2026-05-27T18:24:42Z or so', '2026-05-27T18:24:42Z or so'],
    ['None', undefined],
  ])('reads the creation time %s as %s', async (created_at, createdAt) => {
    expect(((await run({}, { created_at })) as { createdAt?: string }).createdAt).toBe(createdAt);
  });

  it.each([
    [33, 33],
    [0, 0],
    ['33', 33],
    ['', undefined],
    ['None', undefined],
    ['soon', undefined],
    [null, undefined],
  ])('reads the duration %j as %j seconds', async (duration, seconds) => {
    const found = await run({ duration });
    expect((found as { durationSeconds?: number }).durationSeconds).toBe(seconds);
  });

  const zeros = { total_rows_read: 0, total_rows_written: 0 };

  it.each<[string, Parameters<typeof wireRun>[0], { rowsRead?: number; rowsWritten?: number }]>([
    ['no totals are sent', { duration: 3 }, {}],
    ['the run is not finalised and its zeros have no meaning', zeros, {}],
    ['the run is finalised and moved nothing', { ...zeros, duration: 3 }, { rowsRead: 0, rowsWritten: 0 }],
    [
      'rows were read, though the run is not finalised',
      { ...zeros, total_rows_read: 5 },
      { rowsRead: 5, rowsWritten: 0 },
    ],
    [
      'rows were written, though the run is not finalised',
      { ...zeros, total_rows_written: 5 },
      { rowsRead: 0, rowsWritten: 5 },
    ],
    [
      'the totals are in the place of 2020',
      { data_flow_job_output: { total_rows_read: 7, total_rows_written: 6 } },
      { rowsRead: 7, rowsWritten: 6 },
    ],
    [
      'the totals are in both places: the newer one is used',
      { total_rows_read: 1, total_rows_written: 2, data_flow_job_output: { total_rows_read: 7 } },
      { rowsRead: 1, rowsWritten: 2 },
    ],
    [
      'the newer place is null',
      { total_rows_read: null, total_rows_written: null, data_flow_job_output: { total_rows_written: 6 } },
      { rowsWritten: 6 },
    ],
  ])('has the totals of rows if %s', async (_, sent, rows) => {
    const found = (await run(sent)) as typeof rows;
    expect([found.rowsRead, found.rowsWritten]).toEqual([rows.rowsRead, rows.rowsWritten]);
  });

  it('has only ids, name and state if the service sends no more', async () => {
    const bare = {
      id: 'run-1',
      jobId: 'job-1',
      name: 'job run',
      state: 'Running',
      parameters: [],
      configuration: {},
      metrics: { stages: [], links: [] },
    };
    expect(await run()).toEqual(bare);
    const nothing = { job_name: null, isScheduledRun: null, job_parameters: null, execution_end: null };
    expect(await run(nothing, { description: null })).toEqual(bare);
  });

  it('has all members that the service sends', async () => {
    const sent = {
      job_name: 'nightly load',
      job_type: 'data_intg_flow',
      isScheduledRun: true,
      queue_start: 1_659_715_201_000,
      execution_start: 1_659_715_202_000,
      execution_end: 1_659_715_203_500,
      job_parameters: [{ name: 'year', value: 2026 }],
      configuration: { env_id: 'e' },
    };
    expect(await run(sent, { name: 'n', description: 'd' })).toMatchObject({
      jobName: 'nightly load',
      name: 'n',
      description: 'd',
      type: 'data_intg_flow',
      scheduled: true,
      queuedAt: '2022-08-05T16:00:01Z',
      startedAt: '2022-08-05T16:00:02Z',
      finishedAt: '2022-08-05T16:00:03.500Z',
      parameters: [{ name: 'year', value: 2026 }],
      configuration: { env_id: 'e' },
    });
    expect(await run({ isScheduledRun: false })).toMatchObject({ scheduled: false });
  });

  it.each<[string, Parameters<typeof wireRun>[0], object]>([
    [
      'all members of all errors',
      {
        status_reason: {
          errors: [
            { code: 'A-1', message: 'no table', description: 'create it' },
            { code: 7 },
            { message: 'm' },
          ],
        },
      },
      [{ code: 'A-1', message: 'no table', description: 'create it' }, { code: '7' }, { message: 'm' }],
    ],
    [
      'no error without content',
      { status_reason: { errors: [{}, { code: null, message: '', description: 'None' }, { code: 0 }] } },
      [{ code: '0' }],
    ],
  ])('has as reasons of its failure %s', async (_, sent, reasons) => {
    expect(await run(sent)).toHaveProperty('reasons', reasons);
  });

  it.each([[null], [{}], [{ errors: null }], [{ errors: [] }], [{ errors: [{ message: '' }] }]])(
    'has no reasons if the service sends %j',
    async (status_reason) => {
      expect(await run({ status_reason })).not.toHaveProperty('reasons');
    },
  );

  it('has the status that the flow has set, unless it is empty', async () => {
    expect(await run({ configuration: { userStatus: '7' } })).toHaveProperty('userStatus', '7');
    expect(await run({ configuration: { userStatus: '' } })).not.toHaveProperty('userStatus');
  });

  it.each([
    ['name', { name: 'close [wxdi:k1]' }, { name: 'close', key: 'k1' }],
    ['description', { description: 'of day [wxdi:k2]' }, { description: 'of day', key: 'k2' }],
    ['description', { description: '[wxdi:k2]', name: 'n [wxdi:k1]' }, { name: 'n', key: 'k2' }],
  ])('reads the key of its start from its %s, and removes it from the texts', async (_, metadata, found) => {
    expect(await run({}, metadata)).toMatchObject(found);
  });

  it.each([
    [8_640_000_000_000_000, '+275760-09-13T00:00:00Z'],
    [8_640_000_000_000_001, undefined],
    [978_307_200_000, '2001-01-01T00:00:00Z'],
    // Seconds are not read as a time of 1970.
    [1_796_000_000, undefined],
    [1, undefined],
    [0, undefined],
    [-1, undefined],
    [Number.NaN, undefined],
  ])('reads the end at %d ms as %s', async (execution_end, finishedAt) => {
    expect(((await run({ execution_end })) as { finishedAt?: string }).finishedAt).toBe(finishedAt);
  });

  it('never throws for any date, and keeps an unreadable date unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.double(), async (created_at, execution_end) => {
        expect(await run({ execution_end }, { created_at })).toMatchObject({ id: 'run-1' });
      }),
    );
    expect(await run({}, { created_at: 'the day before' })).toMatchObject({ createdAt: 'the day before' });
  });
});
