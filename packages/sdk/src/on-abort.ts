import type { Cancel } from '@wxdi/core';

interface Watch {
  readonly runs: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<Cancel, Watch>();

/** The signal of a caller, for core's programs: any number of listeners there is one on the signal itself. */
export const sharingListener = (signal: Cancel): Cancel => {
  const forgets = new Map<() => void, () => void>();
  return {
    get aborted() {
      return signal.aborted;
    },
    get reason() {
      return signal.reason;
    },
    addEventListener: (_type, listener) => {
      if (!forgets.has(listener)) forgets.set(listener, onAbort(signal, listener));
    },
    removeEventListener: (_type, listener) => {
      forgets.get(listener)?.();
      forgets.delete(listener);
    },
  };
};

/**
 * Calls `run` when the signal fires, unless the returned function is called first. All waiters of a signal share one
 * listener: Node 20 warns of a leak from the eleventh listener.
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
