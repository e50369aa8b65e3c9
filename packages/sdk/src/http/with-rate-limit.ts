import type { Clock } from '@wxdi/core';
import type { Transport } from './transport.js';
import { invalidInput, never } from '@wxdi/core';
import { liveClock } from '../clock.js';
import { WxdiError } from '../error.js';

/** A rate of requests. */
export interface RateLimit {
  /** Average requests per second; above 0. */
  readonly perSecond: number;
  /** Requests that may be sent at once after a pause; at least 1. Default: 1. */
  readonly burst?: number | undefined;
}

/**
 * Limits the requests per second. Further requests wait in order, and leave the queue when their signal fires. Throws
 * a `WxdiError` of kind `InvalidInput` for an invalid rate.
 */
export const withRateLimit = ({ perSecond, burst = 1 }: RateLimit, clock: Clock = liveClock) => {
  if (!(perSecond > 0) || !(burst >= 1)) {
    const issue = { path: 'rateLimit', expected: 'perSecond > 0 and burst >= 1', received: 'other numbers' };
    throw new WxdiError(invalidInput(`option rateLimit: expected ${issue.expected}`, [issue]));
  }
  const everyMs = 1_000 / perSecond;
  /** When the next request is due without a burst. */
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
          // The last request in the queue releases its slot; later requests keep their slots.
          if (free === slot + everyMs) free = slot;
          return {
            failure: 'aborted',
            message: 'stopped while waiting for the rate limit',
            unsent: true,
            cause: signal.reason,
          };
        }
      }
      return send(request);
    };
};
