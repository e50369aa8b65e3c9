import { cronIssues } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const found = (text: string) =>
  cronIssues(text).map(({ expected, received }) => `${expected}, not ${received}`);

describe('a schedule', () => {
  it.each([
    '0 6 * * *',
    '59 23 31 12 7',
    '*/15 0-5,20 1 * 1-5',
    '0 0 29 2 *',
    '0 0 30,31 1,2 *',
    '0 0 31 * *',
    '0 0 31 feb mon',
    '0 0 31 4-6 *',
    '0 0 31 2/3 *',
    '0 0 */2 FEB *',
    '0 0 L * 5#2',
    '0 0 15W * ?',
    ' 0  6 * * * ',
  ])('may be %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['60 24 * * *', ['minutes from 0 to 59, not 60', 'hours from 0 to 23, not 24']],
    [
      '0 0 0 13 8',
      [
        'days of the month from 1 to 31, not 0',
        'months from 1 to 12, not 13',
        'days of the week from 0 to 7, not 8',
      ],
    ],
    ['0-75/5 1,30 * * *', ['minutes from 0 to 59, not 75', 'hours from 0 to 23, not 30']],
    ['*/0 * * * *', ['a step of minutes of 1 or more, not 0']],
    ['0 6 31 2 *', ['a day that exists: month 2 has at most 29 days, not day 31']],
    ['0 6 30-31 feb ?', ['a day that exists: month feb has at most 29 days, not day 30-31']],
    ['0 6 31 4,6,9,11 *', ['a day that exists: month 4,6,9,11 has at most 30 days, not day 31']],
  ])('cannot be %j, since it never starts what it asks for', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each(['', '0 6 * *', '0 0 6 * * *', '0 6 * * mon;tue'])('has five fields: %j is refused', (text) => {
    expect(cronIssues(text, 'at')).toEqual([
      { path: 'at', expected: 'a cron expression of five fields in UTC, such as 0 6 * * *', received: text },
    ]);
  });
});
