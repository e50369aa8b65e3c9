import type { Clock } from '@wxdi/core';
import { onAbort } from './on-abort.js';

/** The real clock. A sleep that is cut short leaves neither its timer nor its listener behind. */
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
      // A timer holds at most 2^31-1 ms; a longer one would fire at once.
      const timer = setTimeout(wake, Math.min(ms, 2_147_483_647));
      const forget = onAbort(cancel, wake);
    }),
};
