import type { Clock, HasThrottle } from '@wxdi/core';

/** The wait that the service has asked for, which all requests of a client keep. */
export interface Throttle extends Required<HasThrottle> {
  /** No request is sent within the next `ms`. */
  readonly hold: (ms: number) => void;
  /** How long a request waits now, in milliseconds. */
  readonly heldMs: () => number;
}

export const throttleOf = (clock: Clock): Throttle => {
  const listeners = new Set<(ms: number) => void>();
  let until = -Infinity;
  const heldMs = (): number => Math.max(0, until - clock.monotonic());
  return {
    hold: (ms) => {
      // Several requests are refused at once: those that wait no longer than is known change nothing.
      if (ms <= heldMs()) return;
      until = clock.monotonic() + ms;
      for (const listener of listeners) listener(ms);
    },
    heldMs,
    onThrottled: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
