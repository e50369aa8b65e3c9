import type { Cancel } from './cancel.js';

/** Time, injected so that tests run in virtual time. */
export interface Clock {
  /** Milliseconds since 1970, from the wall clock: for display, not for measuring. */
  readonly now: () => number;
  /** Milliseconds from an arbitrary origin, monotonic: for measuring. */
  readonly monotonic: () => number;
  /** Resolves after `ms`, or when `cancel` fires; leaves no timer and no listener behind. */
  readonly sleep: (ms: number, cancel: Cancel) => () => Promise<void>;
}

/** The time. */
export interface HasClock {
  readonly clock: Clock;
}
