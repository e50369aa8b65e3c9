/** A clock that advances only by its sleeps, which end at once. It has the shape of core's port `Clock`. */
export interface VirtualClock {
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly sleep: (ms: number, cancel: { readonly aborted: boolean }) => () => Promise<void>;
  /** All sleeps so far, in milliseconds. */
  readonly slept: readonly number[];
  /** Advances the clock without a sleep, as during a slow request. */
  readonly advance: (ms: number) => void;
  /** Changes the wall clock only. */
  readonly jump: (ms: number) => void;
}

export const virtualClock = (startsAt = Date.UTC(2026, 0, 1)): VirtualClock => {
  let elapsed = 0;
  let ahead = 0;
  const slept: number[] = [];
  return {
    now: () => startsAt + elapsed + ahead,
    monotonic: () => elapsed,
    sleep: (ms, cancel) => async () => {
      slept.push(ms);
      if (!cancel.aborted) elapsed += ms;
    },
    slept,
    advance: (ms) => {
      elapsed += ms;
    },
    jump: (ms) => {
      ahead += ms;
    },
  };
};
