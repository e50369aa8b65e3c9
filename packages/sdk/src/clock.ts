import type { Clock } from '@wxdi/core';
import { onAbort } from '@wxdi/core';

/** The real clock. An aborted sleep clears its timer and removes its listener. */
export const liveClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, cancel) => () =>
    new Promise((resolve) => {
      if (cancel.aborted) return resolve();
      const wake = (): void => {
        clearTimeout(timer);
        forget();
        resolve();
      };
      // A timer is limited to 2^31-1 ms; a longer one would fire immediately.
      const timer = setTimeout(wake, Math.min(ms, 2_147_483_647));
      const forget = onAbort(cancel, wake);
    }),
};
