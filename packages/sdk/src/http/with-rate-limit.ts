import type { Clock } from '@wxdi/core';
import type { Transport } from './transport.js';
import { invalidInput, never } from '@wxdi/core';
import { liveClock } from '../clock.js';
import { WxdiError } from '../error.js';

export interface RateLimit {
  /** Requests a second in the long run; above 0. */
  readonly perSecond: number;
  /** How many may go out at once after a rest; at least 1. Default: 1. */
  readonly burst?: number;
}

/**
 * Sends at most so many requests a second, in the order in which they came; the others wait, and leave the queue when
 * their signal fires. Throws a `WxdiError` of kind `InvalidInput` for a rate that is none.
 */
export const withRateLimit = ({ perSecond, burst = 1 }: RateLimit, clock: Clock = liveClock) => {
  if (!(perSecond > 0) || !(burst >= 1)) {
    const issue = { path: 'rateLimit', expected: 'perSecond > 0 and burst >= 1', received: 'other numbers' };
    throw new WxdiError(invalidInput(`option rateLimit: expected ${issue.expected}`, [issue]));
  }
  const everyMs = 1_000 / perSecond;
  /** When the next request would go out if none had ever gone before it in a burst. */
  let free = -Infinity;

  return (send: Transport): Transport =>
    async (request) => {
      const now = clock.monotonic();
      const slot = Math.max(free, now - (burst - 1) * everyMs);
      free = slot + everyMs;
      if (slot > now) {
        const signal = request.signal ?? never;
        await clock.sleep(slot - now, signal)();
        if (signal.aborted) {
          // The last in the queue gives its slot back; for one before it, those behind keep their times.
          if (free === slot + everyMs) free = slot;
          return {
            failure: 'aborted',
            message: 'stopped while waiting for the rate limit',
            unsent: true,
            ...(signal.reason === undefined ? {} : { cause: signal.reason }),
          };
        }
      }
      return send(request);
    };
};
