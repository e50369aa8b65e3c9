/** A clock in virtual time. It has the shape of core's port `Clock`. */
export interface VirtualClock {
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly sleep: (ms: number, cancel: Cancel) => () => Promise<void>;
  /** All sleeps so far, in milliseconds, without time limits that were not reached. */
  readonly slept: readonly number[];
  /** Sleeps that have not ended: 0 when no timer is left. */
  readonly pending: () => number;
  /** Advances the clock without a sleep, as during a slow request. */
  readonly advance: (ms: number) => void;
  /** Changes the wall clock only. */
  readonly jump: (ms: number) => void;
  /** Stops the time until the returned function is called: during a request on a real socket. */
  readonly hold: () => () => void;
}

interface Cancel {
  readonly aborted: boolean;
  readonly addEventListener?: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener?: (type: 'abort', listener: () => void) => void;
}

interface Sleep {
  readonly ms: number;
  readonly due: number;
  readonly end: () => void;
}

/**
 * A clock that advances only by its sleeps. When all other work waits, the sleep that is due first ends, and the time is
 * then its time. So concurrent sleeps end in the right order.
 */
export const virtualClock = (startsAt = Date.UTC(2026, 0, 1)): VirtualClock => {
  let elapsed = 0;
  let ahead = 0;
  let held = 0;
  let scheduled = false;
  const slept: number[] = [];
  const sleeps = new Set<Sleep>();

  /** Runs when no other work is ready. */
  const wakeNext = (): void => {
    scheduled = false;
    if (held > 0) return;
    let first: Sleep | undefined;
    for (const each of sleeps) if (first === undefined || each.due < first.due) first = each;
    if (first === undefined) return;
    elapsed = Math.max(elapsed, first.due);
    slept.push(first.ms);
    first.end();
    schedule();
  };
  const schedule = (): void => {
    if (scheduled || sleeps.size === 0) return;
    scheduled = true;
    setImmediate(wakeNext);
  };

  return {
    now: () => startsAt + elapsed + ahead,
    monotonic: () => elapsed,
    sleep: (ms, cancel) => () =>
      new Promise((resolve) => {
        if (cancel.aborted) return resolve();
        const end = (): void => {
          sleeps.delete(sleep);
          cancel.removeEventListener?.('abort', end);
          resolve();
        };
        const sleep = { ms, due: elapsed + ms, end };
        sleeps.add(sleep);
        cancel.addEventListener?.('abort', end);
        schedule();
      }),
    slept,
    pending: () => sleeps.size,
    advance: (ms) => {
      elapsed += ms;
    },
    jump: (ms) => {
      ahead += ms;
    },
    hold: () => {
      held += 1;
      let holds = true;
      return () => {
        if (!holds) return;
        holds = false;
        held -= 1;
        schedule();
      };
    },
  };
};
