import type { Transport } from './transport.js';
import { never, onAbort } from '@wxdi/core';
import { wrongOption } from '../option-error.js';

/** Requests in progress at once, unless the caller sets a limit. */
const defaultMaxSockets = 50;

/**
 * Sends at most `max` requests at once; each uses one connection. Further requests wait in order, without a time limit,
 * and leave the queue when their signal fires. Throws a `WxdiError` of kind `InvalidInput` for an invalid number.
 */
export const withMaxSockets = (max = defaultMaxSockets): ((send: Transport) => Transport) => {
  if (!(Number.isInteger(max) && max >= 1)) {
    throw wrongOption('maxSockets', 'a whole number, 1 or more', String(max));
  }
  let free = max;
  /** Insertion order is the order of the queue. */
  const queue = new Set<() => void>();

  /** Resolves with whether the request may be sent. */
  const enter = (signal = never): Promise<boolean> =>
    new Promise((resolve) => {
      const go = (): void => {
        forget();
        resolve(true);
      };
      const forget = onAbort(signal, () => {
        forget();
        queue.delete(go);
        resolve(false);
      });
      queue.add(go);
    });
  const leave = (): void => {
    const [next] = queue;
    if (next === undefined) {
      free += 1;
      return;
    }
    queue.delete(next);
    next();
  };

  return (send) => async (request) => {
    const { signal } = request;
    // An aborted request never waits: the transport reports it.
    if (signal?.aborted === true) return send(request);
    if (free > 0) free -= 1;
    else if (!(await enter(signal))) {
      return {
        failure: 'aborted',
        message: 'the request was aborted while waiting for a free connection',
        unsent: true,
        cause: signal?.reason,
      };
    }
    return send(request).finally(leave);
  };
};
