import type { Issue } from '../errors/api-error.js';

/** One field of a cron expression. */
export interface CronField {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names of values, the first for `from`. */
  readonly names: readonly string[];
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

export const cronFields: readonly CronField[] = [
  { name: 'minutes', from: 0, to: 59, names: [] },
  { name: 'hours', from: 0, to: 23, names: [] },
  { name: 'days of the month', from: 1, to: 31, names: [] },
  { name: 'months', from: 1, to: 12, names: monthNames },
  // 7 is Sunday too.
  { name: 'days of the week', from: 0, to: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
];

/** Days of each month; February has 29 in leap years. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * What is wrong with a schedule, a cron expression of five fields: a value out of its range, or days that no month has,
 * such as 31 February. Syntax that some schedulers add, such as `L` or `5#2`, is left to the service.
 *
 * @example
 * ```ts
 * assert.deepEqual(cronIssues('0 6 * * 1'), []);
 * const [issue] = cronIssues('0 24 * * *');
 * assert.equal(issue?.expected, 'hours from 0 to 23');
 * ```
 */
export const cronIssues = (text: string, path = 'schedule'): readonly Issue[] => {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== cronFields.length || !parts.every((part) => /^[\w*/,?#-]+$/.test(part)))
    return [{ path, expected: 'a cron expression of five fields in UTC, such as 0 6 * * *', received: text }];
  const issues = cronFields.flatMap((field, i) => fieldIssues(field, parts[i] ?? '', path));
  return issues.length > 0 ? issues : neverIssues(parts, path);
};

const fieldIssues = ({ name, from, to, names }: CronField, part: string, path: string): readonly Issue[] =>
  part.split(',').flatMap((item) => {
    const [range = '', step] = item.split('/');
    const wrong = valuesOf(range, names, from).filter((value) => value < from || value > to);
    return [
      ...wrong.map((value) => ({ path, expected: `${name} from ${from} to ${to}`, received: String(value) })),
      ...(step !== undefined && /^0+$/.test(step)
        ? [{ path, expected: `a step of ${name} of 1 or more`, received: step }]
        : []),
    ];
  });

/** The first and the last value of a range, or its only value. `*` and other syntax have none. */
export const valuesOf = (range: string, names: readonly string[], from: number): readonly number[] =>
  range.split('-').flatMap((text) => {
    const named = names.indexOf(text.toUpperCase());
    if (named >= 0) return [named + from];
    return /^\d+$/.test(text) ? [Number(text)] : [];
  });

/** Without a rule for days of the week, a schedule starts nothing if none of its months has any of its days. */
const neverIssues = (
  [, , days = '', months = '', weekdays = '']: readonly string[],
  path: string,
): readonly Issue[] => {
  const named = months.split(',').map((item) => valuesOf(item, monthNames, 1));
  if (!named.every(({ length }) => length === 1) || !['*', '?'].includes(weekdays)) return [];
  const most = Math.max(...named.flat().map((month) => longest[month - 1] ?? 31));
  const firsts = days.split(',').map((item) => {
    const values = valuesOf(item.split('/')[0] ?? '', [], 1);
    return values.length === 0 ? 1 : Math.min(...values);
  });
  if (firsts.some((day) => day <= most)) return [];
  const expected = `a day that exists: month ${months} has at most ${most} days`;
  return [{ path, expected, received: `day ${days}` }];
};
