interface Counted {
  readonly abort: () => void;
  readonly signal: AbortSignal;
  readonly listeners: () => number;
  /** The most listeners at any time. */
  readonly peak: () => number;
}

/** A signal that counts its listeners. */
export const counted = (): Counted => {
  const controller = new AbortController();
  const { signal } = controller;
  let count = 0;
  let peak = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    count += 1;
    peak = Math.max(peak, count);
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => ((count -= 1), remove(...args));
  return {
    abort: () => controller.abort(new Error('enough')),
    signal,
    listeners: () => count,
    peak: () => peak,
  };
};
