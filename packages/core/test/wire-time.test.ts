import fc from 'fast-check';
import { fakeEnv } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { getRun, jobId, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

/** A time as the service sends it, and as it is decoded. */
const encoded = (ms: number): string => new Date(ms).toISOString();
const decoded = async (created_at: string): Promise<string | undefined> => {
  const env = fakeEnv({ getRun: () => wireRun({}, { created_at }) });
  const result = await getRun(jobId('job-1'), runId('run-1'))(env)();
  return 'right' in result ? result.right.createdAt : undefined;
};

const limit = 8_640_000_000_000_000;
const year10000 = Date.UTC(10_000, 0, 1);

describe('a time', () => {
  it('is formatted as by Date, without a fraction of zero', async () => {
    const seconds = (min: number, max: number) => fc.integer({ min, max }).map((s) => s * 1_000);
    const times = fc.oneof(
      seconds(0, year10000 / 1_000 - 1),
      seconds(-limit / 1_000, limit / 1_000),
      fc.integer({ min: -limit, max: limit }),
    );
    await fc.assert(
      fc.asyncProperty(times, async (ms) => {
        expect(await decoded(encoded(ms))).toBe(encoded(ms).replace('.000Z', 'Z'));
      }),
      { numRuns: 500 },
    );
  });

  it('is correct on every day of a 400-year calendar cycle', async () => {
    for (let day = 0; day <= 146_097; day += 1) {
      const time = encoded(Date.UTC(1970, 0, 1 + day, day % 24, day % 60, day % 59));
      // An assertion for each day would take most of the time.
      if ((await decoded(time)) !== time.replace('.000Z', 'Z')) expect.fail(`wrong: ${time}`);
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
  ])('is correct at the boundary of a year: %s', async (sent, expected) => {
    expect(await decoded(sent)).toBe(expected);
  });
});
