import type { Weekday } from '@wxdi/core';
import { daily, hourly, minutely, monthly, weekly } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const right = (cron: string) => ({ _tag: 'Right', right: cron });
const leftAt = (path: string) => ({ _tag: 'Left', left: { path } });
const at = { hour: 2, minute: 30 };

describe('a schedule is converted to cron in UTC', () => {
  it.each([
    ['every quarter of an hour', minutely({ every: 15 }), '*/15 * * * *'],
    ['every minute on working days', minutely({ every: 1, exceptOn: [0, 6] }), '*/1 * * * 1,2,3,4,5'],
    ['every hour at twenty past', hourly({ minute: 20 }), '20 * * * *'],
    [
      'every hour at twenty past, half an hour ahead',
      hourly({ minute: 20, utcOffsetMinutes: 330 }),
      '50 * * * *',
    ],
    ['every day', daily({ at }), '30 2 * * *'],
    ['every day two hours ahead', daily({ at, utcOffsetMinutes: 120 }), '30 0 * * *'],
    [
      'every day but Sunday, three hours ahead',
      daily({ at, exceptOn: [0], utcOffsetMinutes: 180 }),
      '30 23 * * 0,1,2,3,4,5',
    ],
    ['on Mondays and Fridays', weekly({ on: [5, 1], at }), '30 2 * * 1,5'],
    [
      'on Sundays, three hours ahead: a Saturday in UTC',
      weekly({ on: [0], at, utcOffsetMinutes: 180 }),
      '30 23 * * 6',
    ],
    [
      'on Saturdays at 22:30, three hours behind: a Sunday in UTC',
      weekly({ on: [6], at: { hour: 22, minute: 30 }, utcOffsetMinutes: -180 }),
      '30 1 * * 0',
    ],
    ['on the 31st', monthly({ day: 31, at }), '30 2 31 * *'],
    [
      'on the 15th, three hours ahead: the 14th in UTC',
      monthly({ day: 15, at, utcOffsetMinutes: 180 }),
      '30 23 14 * *',
    ],
    [
      'on the 27th at 22:30, three hours behind',
      monthly({ day: 27, at: { hour: 22, minute: 30 }, utcOffsetMinutes: -180 }),
      '30 1 28 * *',
    ],
  ])('%s', (_, cron, expected) => {
    expect(cron).toEqual(right(expected));
  });

  it.each([
    ['every', minutely({ every: 0 })],
    ['every', minutely({ every: 60 })],
    ['every', minutely({ every: 2.5 })],
    ['minute', hourly({ minute: 60 })],
    ['at.hour', daily({ at: { hour: 24, minute: 0 } })],
    ['at.minute', daily({ at: { hour: 0, minute: -1 } })],
    ['on', weekly({ on: [], at })],
    ['on', weekly({ on: [7 as Weekday], at })],
    ['day', monthly({ day: 32, at })],
    ['day', monthly({ day: 0, at })],
    ['exceptOn', daily({ at, exceptOn: [0, 1, 2, 3, 4, 5, 6] })],
    ['exceptOn', minutely({ every: 5, exceptOn: [0, 1, 2, 3, 4, 5, 6] })],
    ['utcOffsetMinutes', daily({ at, utcOffsetMinutes: 1_441 })],
    ['utcOffsetMinutes', hourly({ minute: 0, utcOffsetMinutes: 0.5 })],
  ])('is rejected with the name of an invalid member: %s', (path, cron) => {
    expect(cron).toMatchObject(leftAt(path));
  });

  it.each([
    [
      'the first of the month moves to the last, which differs between months',
      monthly({ day: 1, at, utcOffsetMinutes: 180 }),
      'day',
    ],
    [
      'the 29th moves to the 28th, which every February has',
      monthly({ day: 29, at, utcOffsetMinutes: 180 }),
      'day',
    ],
    [
      'the 28th moves to a 29th that February may lack',
      monthly({ day: 28, at: { hour: 23, minute: 0 }, utcOffsetMinutes: -180 }),
      'day',
    ],
    [
      'an excluded day of another time zone is not a day in UTC',
      minutely({ every: 5, exceptOn: [0], utcOffsetMinutes: 60 }),
      'exceptOn',
    ],
    [
      'an excluded day of another time zone is not a day in UTC, for an hourly schedule',
      hourly({ minute: 5, exceptOn: [0], utcOffsetMinutes: 60 }),
      'exceptOn',
    ],
  ])('is rejected if cron cannot express it: %s', (_, cron, path) => {
    expect(cron).toMatchObject(leftAt(path));
  });

  it('fires at the minute of the week in UTC that is the local time minus its offset', () => {
    const offset = fc.integer({ min: -1_440, max: 1_440 });
    const day = fc.integer({ min: 0, max: 6 }) as fc.Arbitrary<Weekday>;
    fc.assert(
      fc.property(day, fc.nat(23), fc.nat(59), offset, (on, hour, minute, utcOffsetMinutes) => {
        const cron = weekly({ on: [on], at: { hour, minute }, utcOffsetMinutes });
        if (cron._tag === 'Left') throw new Error(cron.left.expected);
        const [m = 0, h = 0, , , d = 0] = cron.right.split(' ').map(Number);
        const week = 7 * 1_440;
        const wanted = (((on * 1_440 + hour * 60 + minute - utcOffsetMinutes) % week) + week) % week;
        expect(d * 1_440 + h * 60 + m).toBe(wanted);
      }),
    );
  });
});
