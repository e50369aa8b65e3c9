import fc from 'fast-check';
import { fakeEnv } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { getRun, jobId, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

/** An instant as it went over the wire, and as it arrived. */
const there = (ms: number): string => new Date(ms).toISOString();
const here = async (created_at: string): Promise<string | undefined> => {
  const env = fakeEnv({ getRun: () => wireRun({}, { created_at }) });
  const result = await getRun(jobId('job-1'), runId('run-1'))(env)();
  return 'right' in result ? result.right.createdAt : undefined;
};

const limit = 8_640_000_000_000_000;
const year10000 = Date.UTC(10_000, 0, 1);

describe('a time', () => {
  it('is written as Date writes it, less a fraction of zero', async () => {
    const seconds = (min: number, max: number) => fc.integer({ min, max }).map((s) => s * 1_000);
    const times = fc.oneof(
      seconds(0, year10000 / 1_000 - 1),
      seconds(-limit / 1_000, limit / 1_000),
      fc.integer({ min: -limit, max: limit }),
    );
    await fc.assert(
      fc.asyncProperty(times, async (ms) => {
        expect(await here(there(ms))).toBe(there(ms).replace('.000Z', 'Z'));
      }),
      { numRuns: 500 },
    );
  });

  it('is right on every day of an era of the calendar', async () => {
    for (let day = 0; day <= 146_097; day += 1) {
      const time = there(Date.UTC(1970, 0, 1 + day, day % 24, day % 60, day % 59));
      // An assertion for each would take longer than all the rest.
      if ((await here(time)) !== time.replace('.000Z', 'Z')) expect.fail(`wrong: ${time}`);
    }
  });

  it.each([
    ['1969-12-31T23:59:59.000Z', '1969-12-31T23:59:59Z'],
    ['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00Z'],
    ['2000-02-29T12:00:00.000Z', '2000-02-29T12:00:00Z'],
    ['2100-02-28T23:59:59.000Z', '2100-02-28T23:59:59Z'],
    ['2100-03-01T00:00:00.000Z', '2100-03-01T00:00:00Z'],
    ['9999-12-31T23:59:59.000Z', '9999-12-31T23:59:59Z'],
    ['+010000-01-01T00:00:00.000Z', '+010000-01-01T00:00:00Z'],
  ])('at the edge of a year is right: %s', async (said, seen) => {
    expect(await here(said)).toBe(seen);
  });
});
