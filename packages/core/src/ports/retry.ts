import type { Overrides } from '../policy/overrides.js';
import type { RetrySettings } from '../policy/retry.js';

/** Attempts and delays for a write that did not take effect; default: `defaultRetry`. */
export interface HasRetry {
  readonly retry?: Overrides<RetrySettings> | undefined;
}
