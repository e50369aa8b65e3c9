import type { Cancel } from '../ports/cancel.js';

interface Watch {
  readonly runs: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<Cancel, Watch>();

/**
 * Calls `run` when the signal fires, unless the returned function is called first; not for a signal that has fired
 * already. All waiters of a signal share one listener: Node 20 warns of a leak from the eleventh listener.
 */
export const onAbort = (signal: Cancel, run: () => void): (() => void) => {
  let watch = watches.get(signal);
  if (watch === undefined) {
    const runs = new Set<() => void>();
    watch = { runs, listener: () => [...runs].forEach((each) => each()) };
    watches.set(signal, watch);
    signal.addEventListener('abort', watch.listener);
  }
  const { runs, listener } = watch;
  runs.add(run);
  return () => {
    if (!runs.delete(run) || runs.size > 0) return;
    watches.delete(signal);
    signal.removeEventListener('abort', listener);
  };
};
