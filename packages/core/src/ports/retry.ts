import type { RetrySettings } from '../policy/retry.js';

/** How often, and after what waits, a write is sent again that is not in effect; default: `defaultRetry`. */
export interface HasRetry {
  readonly retry?: Partial<RetrySettings>;
}
