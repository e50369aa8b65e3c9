import type { Cancel } from '@wxdi/core';

interface Watch {
  readonly runs: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<Cancel, Watch>();

/**
 * Runs something when the signal fires, until the returned function is called. However many wait for one signal, it
 * has one listener: Node 20 warns of a leak from the eleventh on.
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
