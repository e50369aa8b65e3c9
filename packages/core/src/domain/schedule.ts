import type { Either } from 'fp-ts/lib/Either.js';
import type { Issue } from '../errors/api-error.js';
import * as E from 'fp-ts/lib/Either.js';

/** Sunday is 0, as in cron. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** A local time of day. */
export interface TimeOfDay {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
}

/** The offset of local time: minutes ahead of UTC, e.g. 120 for +02:00. Daylight saving time is ignored. */
export interface ClockOffset {
  /** Default: 0, UTC. */
  readonly utcOffsetMinutes?: number | undefined;
}

/** Days on which a schedule does not start runs. */
export interface Exclusion {
  /** Local days without runs. */
  readonly exceptOn?: readonly Weekday[] | undefined;
}

/** Five-field cron in UTC, or an issue. */
type Cron = Either<Issue, string>;

const week: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const minutesADay = 1_440;

/** Every `every` minutes of each hour, e.g. at 0, 15, 30 and 45 for 15. */
export const minutely = ({
  every,
  exceptOn = [],
  utcOffsetMinutes = 0,
}: { readonly every: number } & Exclusion & ClockOffset): Cron => {
  if (!within(every, 1, 59)) return wrong('every', 'a whole number of minutes from 1 to 59', every);
  return withoutDays(`*/${every} * * *`, exceptOn, utcOffsetMinutes);
};

/** Once an hour: `30 * * * *`. */
export const hourly = ({
  minute,
  exceptOn = [],
  utcOffsetMinutes = 0,
}: { readonly minute: number } & Exclusion & ClockOffset): Cron => {
  if (!within(minute, 0, 59)) return wrong('minute', 'a whole number from 0 to 59', minute);
  return withoutDays(`${modulo(minute - utcOffsetMinutes, 60)} * * *`, exceptOn, utcOffsetMinutes);
};

/** Once a day: `30 2 * * *`. */
export const daily = ({
  at,
  exceptOn = [],
  utcOffsetMinutes = 0,
}: { readonly at: TimeOfDay } & Exclusion & ClockOffset): Cron =>
  inUtc(at, utcOffsetMinutes, ({ time, dayShift }) => {
    const days = remaining(exceptOn);
    if (days.length === 0) return wrong('exceptOn', 'at least one remaining day', exceptOn.join());
    return E.right(`${time} * * ${exceptOn.length === 0 ? '*' : daysOfWeek(days, dayShift)}`);
  });

/** Once on each of some days of the week: `30 2 * * 1,5`. */
export const weekly = ({
  on,
  at,
  utcOffsetMinutes = 0,
}: { readonly on: readonly Weekday[]; readonly at: TimeOfDay } & ClockOffset): Cron => {
  if (on.length === 0 || !on.every((day) => week.includes(day)))
    return wrong('on', 'days from 0 (Sunday) to 6', on.join());
  return inUtc(at, utcOffsetMinutes, ({ time, dayShift }) =>
    E.right(`${time} * * ${daysOfWeek(on, dayShift)}`),
  );
};

/**
 * Once a month: `30 2 15 * *`. If the day differs in UTC, cron can express the schedule only for days that every month
 * has.
 */
export const monthly = ({
  day,
  at,
  utcOffsetMinutes = 0,
}: { readonly day: number; readonly at: TimeOfDay } & ClockOffset): Cron => {
  if (!within(day, 1, 31)) return wrong('day', 'a day of the month from 1 to 31', day);
  return inUtc(at, utcOffsetMinutes, ({ time, dayShift }) => {
    const [first, last] = dayShift === 0 ? [1, 31] : dayShift < 0 ? [2, 28] : [1, 27];
    return within(day, first, last)
      ? E.right(`${time} ${day + dayShift} * *`)
      : wrong('day', `${first} to ${last}, because the day differs in UTC`, day);
  });
};

interface InUtc {
  /** Minute and hour fields. */
  readonly time: string;
  /** Difference of the day in UTC to the local day: -1, 0 or 1. */
  readonly dayShift: number;
}

const inUtc = ({ hour, minute }: TimeOfDay, utcOffsetMinutes: number, write: (utc: InUtc) => Cron): Cron => {
  if (!within(hour, 0, 23)) return wrong('at.hour', 'a whole number from 0 to 23', hour);
  if (!within(minute, 0, 59)) return wrong('at.minute', 'a whole number from 0 to 59', minute);
  if (!within(utcOffsetMinutes, -minutesADay, minutesADay)) return wrongOffset(utcOffsetMinutes);
  const total = hour * 60 + minute - utcOffsetMinutes;
  const ofDay = modulo(total, minutesADay);
  return write({
    time: `${ofDay % 60} ${Math.floor(ofDay / 60)}`,
    dayShift: Math.floor(total / minutesADay),
  });
};

/** A rule that runs all day can exclude whole days only if local time is UTC. */
const withoutDays = (fields: string, exceptOn: readonly Weekday[], utcOffsetMinutes: number): Cron => {
  if (!within(utcOffsetMinutes, -minutesADay, minutesADay)) return wrongOffset(utcOffsetMinutes);
  if (exceptOn.length === 0) return E.right(`${fields} *`);
  if (utcOffsetMinutes !== 0)
    return wrong('exceptOn', 'no excluded days unless local time is UTC', exceptOn.join());
  const days = remaining(exceptOn);
  return days.length === 0
    ? wrong('exceptOn', 'at least one remaining day', exceptOn.join())
    : E.right(`${fields} ${days.join()}`);
};

const remaining = (exceptOn: readonly Weekday[]): readonly Weekday[] =>
  week.filter((day) => !exceptOn.includes(day));

const daysOfWeek = (days: readonly Weekday[], shift: number): string =>
  [...new Set(days.map((day) => modulo(day + shift, 7)))].sort((a, b) => a - b).join();

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

const within = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;

const wrong = (path: string, expected: string, received: number | string): Cron =>
  E.left({ path, expected, received: String(received) });

const wrongOffset = (offset: number): Cron =>
  wrong('utcOffsetMinutes', 'whole minutes, at most one day', offset);
