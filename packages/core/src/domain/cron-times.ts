import { cronFields, valuesOf, type CronField } from './cron.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The last instant that a Date has. */
const latestMs = 8_640_000_000_000_000;

/** The values of each field, and whether its text is `*` or `?`. */
interface Parsed {
  readonly values: ReadonlySet<number>;
  readonly isAny: boolean;
}

/**
 * The times at which a cron expression of five fields fires, in UTC, from one instant to another (both inclusive), as
 * epoch milliseconds in ascending order. If both day fields are restricted, either one matches. `undefined` for syntax
 * beyond lists, ranges, steps and names.
 *
 * @example
 * ```ts
 * const day = Date.UTC(2026, 0, 5);
 * assert.deepEqual([...(cronTimes('0 6 * * MON', day, day + 86_399_999) ?? [])], [Date.UTC(2026, 0, 5, 6)]);
 * assert.equal(cronTimes('0 6 L * *', day, day), undefined);
 * ```
 */
export const cronTimes = (text: string, fromMs: number, toMs: number): Iterable<number> | undefined => {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== cronFields.length) return undefined;
  const parsed = cronFields.map((field, i) => parseField(field, parts[i] ?? ''));
  const [minutes, hours, days, months, weekdays] = parsed;
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  const isDay = (day: Date): boolean => {
    const byDay = days.values.has(day.getUTCDate());
    const byWeekday = weekdays.values.has(day.getUTCDay());
    const either = !days.isAny && !weekdays.isAny;
    return months.values.has(day.getUTCMonth() + 1) && (either ? byDay || byWeekday : byDay && byWeekday);
  };
  const times = [...hours.values]
    .sort(ascending)
    .flatMap((hour) => [...minutes.values].sort(ascending).map((minute) => (hour * 60 + minute) * minuteMs));
  return { [Symbol.iterator]: () => timesOf(isDay, times, Math.max(0, fromMs), Math.min(latestMs, toMs)) };
};

const ascending = (a: number, b: number): number => a - b;

function* timesOf(
  isDay: (day: Date) => boolean,
  times: readonly number[],
  fromMs: number,
  toMs: number,
): Generator<number> {
  for (let day = Math.floor(fromMs / dayMs) * dayMs; day <= toMs; day += dayMs) {
    if (!isDay(new Date(day))) continue;
    for (const time of times) if (day + time >= fromMs && day + time <= toMs) yield day + time;
  }
}

const parseField = (field: CronField, part: string): Parsed | undefined => {
  const items = part.split(',').map((item) => itemValues(field, item));
  const values = items.flatMap((item) => item ?? []);
  if (items.includes(undefined) || values.length === 0) return undefined;
  return { values: new Set(values), isAny: part === '*' || part === '?' };
};

/** The values of `*`, `5`, `1-5`, or one of these with a step: `5/15` has all values from 5 on. */
const itemValues = ({ from, to, names }: CronField, item: string): readonly number[] | undefined => {
  const [range = '', step = '1', ...more] = item.split('/');
  const isAny = range === '*' || range === '?';
  const bounds = isAny ? [from, to] : valuesOf(range, names, from);
  if (!isAny && bounds.length !== range.split('-').length) return undefined;
  const [first = -1, last = item.includes('/') ? to : first, ...others] = bounds;
  const isValid = first >= from && first <= last && last <= to && /^[1-9]\d?$/.test(step);
  if (!isValid || more.length + others.length > 0) return undefined;
  const count = Math.floor((last - first) / Number(step)) + 1;
  const values = Array.from({ length: count }, (_, i) => first + i * Number(step));
  // 7 is Sunday too.
  return to === 7 ? values.map((value) => value % 7) : values;
};
