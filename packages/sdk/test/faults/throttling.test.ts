import { describe, expect, it } from 'vitest';
import { calls, endOf, inWords, world } from './world.js';

const throttled = (headers: Record<string, string>, status = 429) =>
  world([{ ...calls.get, answer: { status, headers } }]);
const date = 'Tue, 01 Jan 2030 00:00:00 GMT';

describe('a wish to be left alone', () => {
  it.each<[string, Record<string, string>, number]>([
    ['29 in seconds', { 'retry-after': '7' }, 7_000],
    ['29 in seconds, with a fraction', { 'retry-after': '2.5' }, 2_500],
    ['29 of no seconds, which the own wait exceeds', { 'retry-after': '0' }, 500],
    [
      '30 until a date, by a clock that is years ahead',
      { 'retry-after': 'Tue, 01 Jan 2030 00:00:09 GMT', date },
      9_000,
    ],
    ['30 until a date that is past', { 'retry-after': 'Mon, 31 Dec 2029 23:59:00 GMT', date }, 500],
    ['28 without a word', {}, 500],
    ['31 of less than nothing', { 'retry-after': '-5', date }, 500],
    ['31 in words', { 'retry-after': 'soon 5', date }, 500],
    ['31 for ever', { 'retry-after': 'Infinity', date }, 500],
    ['31 of more digits than any wait has', { 'retry-after': '9'.repeat(40), date }, 500],
    ['31 twice', { 'retry-after': '5, 7', date }, 500],
    ['31 until a date, without a date to compare', { 'retry-after': date }, 500],
    ['31 until a day that is none', { 'retry-after': 'Tue, 99 Foo 2030 00:00:00 GMT', date }, 500],
    ['31 as an ISO date', { 'retry-after': '2030-01-01T00:00:09Z', date }, 500],
    ['31 in a number that is none', { 'retry-after': '0x10', date }, 500],
  ])('%s is waited for', async (_, headers, ms) => {
    const { client, clock } = await throttled(headers);
    await client.jobs.get('job-1');
    expect(clock.slept).toEqual([ms]);
  });

  it.each([429, 503])('of more than two minutes ends the call, which says when (%i)', async (status) => {
    const { client, sent } = await throttled({ 'retry-after': '121' }, status);
    expect(await endOf(client.jobs.get('job-1'))).toMatchObject({
      kind: 'Unavailable',
      message: expect.stringMatching(/left alone for 121 s$/),
    });
    expect(sent('get')).toBe(1);
  });
});

it('33 a service that is down sees little more than one request a call from fifty callers', async () => {
  const { client, sent } = await world([{ ...calls.get, call: 'every', answer: { status: 503 } }]);
  const ends: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    const calling = Array.from({ length: 50 }, () => endOf(client.jobs.get('job-1')));
    ends.push(...(await Promise.all(calling)).map(inWords));
  }
  expect(new Set(ends)).toEqual(new Set(['Unavailable, unknown']));
  // The quota of 500 pays for 35 repeats, at 14 each.
  expect(sent('get')).toBeLessThanOrEqual(300 + 36);
});
