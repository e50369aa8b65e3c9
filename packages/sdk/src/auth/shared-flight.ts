import type { Cancel } from '@wxdi/core';
import type { TransportFailure } from '../http/transport.js';
import { never, onAbort } from '@wxdi/core';

const stopped = (reason: unknown): TransportFailure => ({
  failure: 'aborted',
  message: 'the request was aborted while waiting for a token',
  unsent: true,
  cause: reason,
});

/** Waits for work until the signal fires; the work itself continues. */
export const orStopped = <A>(work: Promise<A>, signal: Cancel = never): Promise<A | TransportFailure> => {
  if (signal.aborted) return Promise.resolve(stopped(signal.reason));
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => resolve(stopped(signal.reason)));
    work.then(resolve, reject).finally(forget);
  });
};

/** Concurrent callers share one call of `work`. When the signals of all waiting callers have fired, it is aborted. */
export const sharedFlight = <A>(work: (signal: AbortSignal) => Promise<A>) => {
  let flight:
    { readonly outcome: Promise<A>; readonly control: AbortController; waiting: number } | undefined;

  return async (signal?: Cancel): Promise<A | TransportFailure> => {
    if (flight === undefined) {
      const control = new AbortController();
      const started = { outcome: work(control.signal), control, waiting: 0 };
      flight = started;
      const over = (): void => {
        if (flight === started) flight = undefined;
      };
      void started.outcome.then(over, over);
    }
    const mine = flight;
    mine.waiting += 1;
    try {
      return await orStopped(mine.outcome, signal);
    } finally {
      mine.waiting -= 1;
      if (mine.waiting === 0) {
        if (flight === mine) flight = undefined;
        mine.control.abort();
      }
    }
  };
};
