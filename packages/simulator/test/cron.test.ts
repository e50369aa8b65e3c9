import { describe, expect, test } from 'vitest';
import { createJob, world } from './world.js';

const future = (schedule: string, schedule_info?: object): string[] => {
  const w = world();
  const id = createJob(w, { schedule, ...(schedule_info === undefined ? {} : { schedule_info }) });
  return w.send('GET', `/v2/jobs/${id}`).json.entity.job.future_scheduled_runs;
};

describe('future runs of a schedule', () => {
  test.each([
    ['*/15 * * * *', '2026-05-27T14:30:00.000Z', '2026-05-27T16:45:00.000Z'],
    ['0 2 * * *', '2026-05-28T02:00:00.000Z', '2026-06-06T02:00:00.000Z'],
    ['30 9 * * 1', '2026-06-01T09:30:00.000Z', '2026-08-03T09:30:00.000Z'],
    ['0 0 31 * *', '2026-05-31T00:00:00.000Z', '2027-08-31T00:00:00.000Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00.000Z', '2064-02-29T00:00:00.000Z'],
    ['0 8 * * 0,6', '2026-05-30T08:00:00.000Z', '2026-06-28T08:00:00.000Z'],
    ['0 8 * * 7', '2026-05-31T08:00:00.000Z', '2026-08-02T08:00:00.000Z'],
    ['0 0 1 * 1', '2026-06-01T00:00:00.000Z', '2026-07-27T00:00:00.000Z'],
    ['0 0 1,31 2-3 *', '2027-02-01T00:00:00.000Z', '2030-02-01T00:00:00.000Z'],
    ['0 0 1 3 *', '2027-03-01T00:00:00.000Z', '2036-03-01T00:00:00.000Z'],
    ['5-7 14 * * *', '2026-05-28T14:05:00.000Z', '2026-05-31T14:05:00.000Z'],
  ])('%s fires first at %s and tenth at %s', (schedule, first, tenth) => {
    const fires = future(schedule);
    expect(fires).toHaveLength(10);
    expect(fires[0]).toBe(first);
    expect(fires[9]).toBe(tenth);
  });

  test('are within the window, including both ends', () => {
    const startOn = Date.UTC(2026, 5, 1);
    expect(future('0 0 * * *', { startOn, endOn: Date.UTC(2026, 5, 3) })).toEqual([
      '2026-06-01T00:00:00.000Z',
      '2026-06-02T00:00:00.000Z',
      '2026-06-03T00:00:00.000Z',
    ]);
  });

  test.each(['0 0 30 2 *', '0 0 31 2,4,6,9,11 *'])('are empty for a day that never comes: %s', (schedule) => {
    expect(future(schedule)).toEqual([]);
  });

  test.each([9e15, -9e15])('are empty for a start outside the range of dates: %d', (startOn) => {
    expect(future('0 0 * * *', { startOn, endOn: 1 })).toEqual([]);
  });
});

describe('a schedule', () => {
  const status = (schedule: string): number =>
    world().send('POST', '/v2/jobs', { body: { job: { name: 'a job', asset_ref: 'flow', schedule } } })
      .status;

  test.each([
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 32 * *',
    '* * * 13 *',
    '* * * * 8',
    '7-5 * * * *',
    '*/0 * * * *',
  ])('is rejected if it is not a cron expression of five fields: %s', (schedule) => {
    expect(status(schedule)).toBe(400);
  });

  // croner reads these. `?` would make the response depend on the date on which the simulator runs.
  test.each(['0 0 ? * *', '0 0 L * *', '0 0 * * MON', '0 0 * * 1#2', '@daily'])(
    'is rejected if it uses an extension of cron: %s',
    (schedule) => {
      expect(status(schedule)).toBe(400);
    },
  );
});
