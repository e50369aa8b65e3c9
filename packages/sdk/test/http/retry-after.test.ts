import { expect, it } from 'vitest';
import { retryAfterMs } from '../../src/http/retry-after.js';

const date = (time: string) => `Wed, 01 Jan 2020 ${time} GMT`;

it.each<[string, Readonly<Record<string, string>>, number | undefined]>([
  ['seconds', { 'retry-after': '7' }, 7_000],
  [
    'a date, by the clock of the service',
    { 'retry-after': date('00:00:30'), date: date('00:00:00') },
    30_000,
  ],
  [
    'a date that has passed by the clock of the service',
    { 'retry-after': date('00:00:00'), date: date('00:00:30') },
    0,
  ],
  ['a date, from a service that tells no time', { 'retry-after': date('00:00:30') }, undefined],
  ['text', { 'retry-after': 'soon', date: date('00:00:00') }, undefined],
  ['nothing', {}, undefined],
])('the wait is taken from %s', (_, headers, wait) => {
  expect(retryAfterMs(headers)).toBe(wait);
});
