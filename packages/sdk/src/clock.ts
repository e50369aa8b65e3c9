import type { Clock } from '@wxdi/core';
import { onAbort } from './on-abort.js';

/** Milliseconds that never go back. On Node `performance` is a module, and loading it takes as long as a small call. */
const monotonic: Clock['monotonic'] =
  typeof globalThis.process?.hrtime?.bigint === 'function'
    ? () => Number(process.hrtime.bigint()) / 1e6
    : () => performance.now();

/** The real clock. A sleep that is cut short leaves neither its timer nor its listener behind. */
export const liveClock: Clock = {
  now: () => Date.now(),
  monotonic,
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
