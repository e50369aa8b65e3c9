import type { Context, SignalName } from './context.js';
import { explained } from './errors.js';
import { exitCode } from './exit-code.js';
import { timedOut, type AtLimit } from './time-limit.js';

/** Why a command ends early: a signal, or `--timeout`. */
export type Interrupt = SignalName | 'timeout';

/**
 * Called on the first interrupt, before the process ends; a second signal ends the process at once. `stop` aborts the
 * work in progress; otherwise it is aborted when the handler has ended.
 */
export type OnInterrupt = (by: Interrupt, stop: () => void) => Promise<void> | void;

export interface Interrupts {
  /** Whether a signal was received, or the time limit has passed. */
  readonly seen: boolean;
  /** Aborts on the first interrupt, before any message: nothing is drawn on the terminal after it. */
  readonly asked: AbortSignal;
  /** Aborts when the work in progress must end: on the first interrupt, or when its handler has ended. */
  readonly signal: AbortSignal;
  /** How the command ends after the first interrupt; stays pending without one. */
  readonly ended: Promise<Ended>;
  /** Replaces the handler of the first interrupt, and what is reported about the work in progress at the time limit. */
  onFirst(handler: OnInterrupt, atLimit?: AtLimit): void;
  /** The error of work that was aborted: that of the time limit, if it has passed. */
  explain(error: unknown): unknown;
  /** Stops listening. */
  close(): void;
}

export interface Ended {
  readonly by: Interrupt;
  readonly exitCode: number;
}

const codes: Readonly<Record<Interrupt, number>> = {
  SIGHUP: exitCode.hungUp,
  SIGINT: exitCode.interrupted,
  SIGTERM: exitCode.terminated,
  timeout: exitCode.deadline,
};

/** The first signal or the time limit ends the work in progress; another signal ends the process at once. */
export const watchInterrupts = (context: Context, limitMs?: number): Interrupts => {
  const asked = new AbortController();
  const controller = new AbortController();
  let first: Interrupt | undefined;
  let handler: OnInterrupt = () => undefined;
  let atLimit: AtLimit | undefined;
  let resolveEnded: (ended: Ended) => void;
  const ended = new Promise<Ended>((resolve) => (resolveEnded = resolve));
  const onInterrupt = (by: Interrupt): void => {
    first = by;
    asked.abort();
    const stop = (): void => controller.abort();
    const handling = handler(by, stop);
    const end = (): void => {
      stop();
      resolveEnded({ by, exitCode: codes[by] });
    };
    if (handling === undefined) end();
    else void handling.then(end, end);
  };
  const stopListening = context.onSignal((name) => {
    if (first === undefined) onInterrupt(name);
    else context.exit(codes[name]);
  });
  const stopTimer =
    limitMs === undefined
      ? undefined
      : context.clock.after(limitMs, () => {
          if (first === undefined) onInterrupt('timeout');
        });
  return {
    get seen() {
      return first !== undefined;
    },
    asked: asked.signal,
    signal: controller.signal,
    ended,
    onFirst: (next, reported) => {
      handler = next;
      atLimit = reported;
    },
    explain: (error) => {
      if (first === 'timeout' && limitMs !== undefined) return timedOut(error, limitMs, atLimit);
      return first === undefined ? error : explained(error, { exitCode: codes[first] });
    },
    close: () => {
      stopListening();
      stopTimer?.();
    },
  };
};
