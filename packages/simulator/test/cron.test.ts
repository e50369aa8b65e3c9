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
    ['5-7 14 * * *', '2026-05-28T14:05:00.000Z', '2026-05-31T14:05:00.000Z'],
  ])('%s fires first at %s and tenth at %s', (schedule, first, tenth) => {
    const fires = future(schedule);
    expect(fires).toHaveLength(10);
    expect(fires[0]).toBe(first);
    expect(fires[9]).toBe(tenth);
  });

  test('keep to the window, both ends included', () => {
    const startOn = Date.UTC(2026, 5, 1);
    expect(future('0 0 * * *', { startOn, endOn: Date.UTC(2026, 5, 3) })).toEqual([
      '2026-06-01T00:00:00.000Z',
      '2026-06-02T00:00:00.000Z',
      '2026-06-03T00:00:00.000Z',
    ]);
  });

  test('there are none for a day that never comes', () => {
    expect(future('0 0 30 2 *')).toEqual([]);
  });
});
