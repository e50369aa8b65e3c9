/** A clock with the shape of the option `clock` of `createClient` of @wxdi/sdk. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds from an arbitrary origin. */
  readonly monotonic: () => number;
  /** Resolves after `ms`, or when `cancel` fires. */
  readonly sleep: (ms: number, cancel: Cancel) => () => Promise<void>;
}

/** An abort signal, as far as a clock needs it. */
export interface Cancel {
  readonly aborted: boolean;
  readonly addEventListener?: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener?: (type: 'abort', listener: () => void) => void;
}

/** A clock in virtual time. */
export interface VirtualClock extends Clock {
  /** All sleeps so far, in milliseconds, without time limits that were not reached. */
  readonly slept: readonly number[];
  /** Sleeps that have not ended: 0 when no timer is left. */
  readonly pending: () => number;
  /** Lets this time pass: sleeps end when they are due, in order, and what they continue runs before the next one. */
  readonly pass: (ms: number) => Promise<void>;
  /** Advances the clock without a sleep, as during a slow request. */
  readonly advance: (ms: number) => void;
  /** Changes the wall clock only. */
  readonly jump: (ms: number) => void;
  /** Stops the time until the returned function is called: during a request on a real socket. */
  readonly hold: () => () => void;
}

export interface VirtualClockOptions {
  /** Its wall-clock time at the start, in milliseconds since 1970. Default: 2026-01-01T00:00Z. */
  readonly startsAt?: number;
  /** Whether the time stands still until `pass` is called. Default: false, see `virtualClock`. */
  readonly manual?: boolean;
}

interface Sleep {
  readonly ms: number;
  readonly due: number;
  readonly end: () => void;
}

export const never: Cancel = { aborted: false };

/** Resolves when everything that was ready to run has run, other than input and output. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A clock that advances only by its sleeps. When all other work waits, the sleep that is due first ends, and the time is
 * then its time. So concurrent sleeps end in the right order, and no test waits. With `manual`, sleeps end only while
 * `pass` lets time pass.
 */
export const virtualClock = ({
  startsAt = Date.UTC(2026, 0, 1),
  manual = false,
}: VirtualClockOptions = {}): VirtualClock => {
  let elapsed = 0;
  let ahead = 0;
  let held = 0;
  let scheduled = false;
  const slept: number[] = [];
  const sleeps = new Set<Sleep>();

  const first = (): Sleep | undefined => {
    let earliest: Sleep | undefined;
    for (const each of sleeps) if (earliest === undefined || each.due < earliest.due) earliest = each;
    return earliest;
  };
  const wake = (sleep: Sleep): void => {
    elapsed = Math.max(elapsed, sleep.due);
    slept.push(sleep.ms);
    sleep.end();
  };
  /** Runs when no other work is ready. */
  const wakeNext = (): void => {
    scheduled = false;
    const next = held > 0 ? undefined : first();
    if (next === undefined) return;
    wake(next);
    schedule();
  };
  const schedule = (): void => {
    if (manual || scheduled || sleeps.size === 0) return;
    scheduled = true;
    setImmediate(wakeNext);
  };
  const sleep: Clock['sleep'] = (ms, cancel) => () =>
    new Promise((resolve) => {
      if (cancel.aborted) return resolve();
      const end = (): void => {
        sleeps.delete(entry);
        cancel.removeEventListener?.('abort', end);
        resolve();
      };
      const entry = { ms, due: elapsed + ms, end };
      sleeps.add(entry);
      cancel.addEventListener?.('abort', end);
      schedule();
    });

  return {
    now: () => startsAt + elapsed + ahead,
    monotonic: () => elapsed,
    sleep,
    slept,
    pending: () => sleeps.size,
    pass: async (ms) => {
      const until = elapsed + ms;
      if (!manual) return await sleep(ms, never)();
      await settled();
      for (let next = first(); next !== undefined && next.due <= until; next = first()) {
        wake(next);
        await settled();
      }
      elapsed = Math.max(elapsed, until);
    },
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

/** The real time. */
export const realClock = (now: () => number = Date.now): Clock => ({
  now,
  monotonic: () => performance.now(),
  sleep: (ms, cancel) => () =>
    new Promise((resolve) => {
      if (cancel.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        cancel.removeEventListener?.('abort', end);
        resolve();
      };
      // A timer is limited to 2^31-1 ms; a longer one would fire immediately.
      const timer = setTimeout(end, Math.min(ms, 2_147_483_647));
      cancel.addEventListener?.('abort', end);
    }),
});
