import type { ApiError, FailedAttempt, RetryPolicy } from '@wxdi/core';
import {
  always,
  backoff,
  both,
  classifyStatus,
  fullQuota,
  pollDelay,
  refill,
  retryAfter,
  retryPolicy,
  spend,
  whenSafe,
} from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const failed = (status: number, more: Partial<FailedAttempt> = {}, retryAfterMs?: number): FailedAttempt => ({
  attempt: 1,
  effect: 'read',
  error: { ...classifyStatus(status), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  random: 0.5,
  ...more,
});

const anyError: fc.Arbitrary<FailedAttempt['error']> = fc.oneof(
  fc.integer({ min: 300, max: 599 }).map(classifyStatus),
  fc.constant({ class: 'ambiguous', reason: 'connection-lost' } as const),
  fc.constant({ class: 'created', reason: 'undecodable' } as const),
);
const anyFailed: fc.Arbitrary<FailedAttempt> = fc.record({
  attempt: fc.integer({ min: 1, max: 12 }),
  effect: fc.constantFrom('read', 'write'),
  error: anyError,
  random: fc.double({ min: 0, max: 0.999, noNaN: true }),
});
const anyPolicy: fc.Arbitrary<RetryPolicy> = fc.oneof(
  fc.constant(always),
  fc.constant(whenSafe),
  fc
    .record({ attempts: fc.integer({ min: 1, max: 9 }), baseMs: fc.nat(1000), capMs: fc.nat(9000) })
    .map(backoff),
  fc.record({ longestMs: fc.nat(9000) }).map(retryAfter),
);

describe('policies combine', () => {
  it('with `always` as the neutral element', () => {
    fc.assert(
      fc.property(anyPolicy, anyFailed, (policy, at) => {
        expect(both(always, policy)(at)).toBe(policy(at));
        expect(both(policy, always)(at)).toBe(policy(at));
      }),
    );
  });

  it('associatively', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyPolicy, anyFailed, (a, b, c, at) => {
        expect(both(a, both(b, c))(at)).toBe(both(both(a, b), c)(at));
      }),
    );
  });
});

describe('the policy of every call', () => {
  const policy = retryPolicy();
  const again = (status: number, effect: FailedAttempt['effect']) =>
    policy(failed(status, { effect })) !== undefined;

  it.each([
    // status, a read, a write
    [429, true, true],
    [425, true, true],
    [421, true, true],
    [408, true, false],
    [500, true, false],
    [502, true, false],
    [503, true, false],
    [504, true, false],
    [401, false, false],
    [400, false, false],
    [403, false, false],
    [404, false, false],
    [409, false, false],
    [422, false, false],
    [501, false, false],
    [505, false, false],
    [302, false, false],
  ])('after %i repeats a read: %s, a write: %s', (status, read, write) => {
    expect([again(status, 'read'), again(status, 'write')]).toEqual([read, write]);
  });

  it('never repeats a write that may have succeeded', () => {
    fc.assert(
      fc.property(anyFailed, (at) => {
        fc.pre(at.effect === 'write' && (at.error.class === 'ambiguous' || at.error.class === 'created'));
        expect(policy(at)).toBeUndefined();
      }),
    );
  });

  it('makes four attempts at most, ten when throttled', () => {
    const attempts = (status: number) =>
      1 +
      Array.from({ length: 20 }, (_, i) => policy(failed(status, { attempt: i + 1 }))).findIndex(
        (d) => d === undefined,
      );
    expect(attempts(503)).toBe(4);
    expect(attempts(429)).toBe(10);
  });

  it('waits a random part of an interval that doubles up to its cap', () => {
    const longest = (status: number, attempt: number) => policy(failed(status, { attempt, random: 1 }));
    expect([1, 2, 3].map((attempt) => longest(503, attempt))).toEqual([500, 1000, 2000]);
    expect([1, 6, 7, 9].map((attempt) => longest(429, attempt))).toEqual([1000, 32_000, 60_000, 60_000]);
    expect(policy(failed(503, { random: 0 }))).toBe(0);
  });

  it('uses Retry-After as the minimum wait, and gives up above two minutes', () => {
    expect(policy(failed(429, {}, 7_000))).toBe(7_000);
    expect(policy(failed(429, {}, 10))).toBe(500);
    expect(policy(failed(429, {}, 120_001))).toBeUndefined();
  });

  it.each(['tls', 'unauthenticated', 'aborted', 'invalid-request'] as const)(
    'never retries if the reason is %s',
    (reason) => {
      const error: Pick<ApiError, 'class' | 'reason'> = { class: 'unsent', reason };
      expect(policy({ ...failed(503), error })).toBeUndefined();
    },
  );
});

describe('the retry quota', () => {
  it('allows 35 retries of a service that never answers', () => {
    let quota = fullQuota;
    let spent = 0;
    for (let next = spend('transient')(quota); next !== undefined; next = spend('transient')(quota)) {
      quota = next;
      spent += 1;
    }
    expect(spent).toBe(35);
  });

  it('is never above its maximum and never negative', () => {
    const step = fc.constantFrom('throttled', 'transient', 'success', 'late success');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const end = steps.reduce((quota, what) => {
          if (what === 'success') return refill([])(quota);
          if (what === 'late success') return refill(['transient'])(quota);
          return spend(what)(quota) ?? quota;
        }, fullQuota);
        expect(end.tokens).toBeGreaterThanOrEqual(0);
        expect(end.tokens).toBeLessThanOrEqual(fullQuota.tokens);
      }),
    );
  });
});

describe('the accounting of the quota', () => {
  it('takes 14 tokens for a transient retry and 5 for a throttled one, down to the last', () => {
    expect(spend('transient')({ tokens: 14 })).toEqual({ tokens: 0 });
    expect(spend('transient')({ tokens: 13 })).toBeUndefined();
    expect(spend('throttled')({ tokens: 5 })).toEqual({ tokens: 0 });
    expect(spend('throttled')({ tokens: 4 })).toBeUndefined();
  });

  it('returns one token for a success, or the tokens of its retries', () => {
    expect(refill([])({ tokens: 0 })).toEqual({ tokens: 1 });
    expect(refill(['transient', 'throttled'])({ tokens: 100 })).toEqual({ tokens: 119 });
    expect(refill(['transient'])({ tokens: 499 })).toEqual({ tokens: 500 });
  });
});

describe('the interval between polls', () => {
  const settings = {
    firstMs: 1_000,
    factor: 1.5,
    capMs: 30_000,
    jitter: 0.2,
    outageMs: 0,
    notFoundGraceMs: 0,
  };

  it.each([
    [1, 0, 800],
    [1, 0.5, 1_000],
    [1, 1, 1_200],
    [2, 0, 1_200],
    [3, 1, 2_700],
    [20, 0, 24_000],
    [20, 1, 30_000],
    [1_000_000, 0.5, 30_000],
  ])('before poll %i with the random number %d is %d ms', (poll, random, ms) => {
    expect(pollDelay(settings, poll, random)).toBeCloseTo(ms, 6);
  });
});

describe('single policies', () => {
  it('backoff stops after the last attempt and not before', () => {
    const policy = backoff({ attempts: 3, baseMs: 100, capMs: 250 });
    expect([1, 2, 3].map((attempt) => policy(failed(503, { attempt, random: 1 })))).toEqual([
      100,
      200,
      undefined,
    ]);
  });

  it('retryAfter accepts a wait up to the longest one', () => {
    const policy = retryAfter({ longestMs: 5_000 });
    expect([undefined, 5_000, 5_001].map((ms) => policy(failed(429, {}, ms)))).toEqual([0, 5_000, undefined]);
  });
});
