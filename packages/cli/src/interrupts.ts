import type { Context, SignalName } from './context.js';
import { exitCode } from './exit-code.js';

/**
 * What is done on the first signal, before the process ends. What takes time, the second signal cuts short. `stop`
 * ends what is under way; without it, that is left until the farewell is over.
 */
export type Farewell = (signal: SignalName, stop: () => void) => Promise<void> | void;

export interface Interrupts {
  /** Whether there was one. */
  readonly seen: boolean;
  /** Aborts on the first signal, before anything is said: nothing moves on the terminal any more. */
  readonly asked: AbortSignal;
  /** Aborts when what is under way is to end: on the first signal, or once the farewell is over. */
  readonly signal: AbortSignal;
  /** The exit code of the first signal; never settles without one. */
  readonly ended: Promise<number>;
  /** Replaces what is done on the first signal. */
  onFirst(farewell: Farewell): void;
  /** Stops listening. */
  close(): void;
}

/** The first SIGINT or SIGTERM ends what is under way; the second ends the process on the spot. */
export const watchInterrupts = (context: Context): Interrupts => {
  const asked = new AbortController();
  const controller = new AbortController();
  let farewell: Farewell = () => undefined;
  let settle: (code: number) => void;
  const ended = new Promise<number>((resolve) => {
    settle = resolve;
  });
  const close = context.onSignal((name) => {
    const code = name === 'SIGTERM' ? exitCode.terminated : exitCode.interrupted;
    if (asked.signal.aborted) {
      context.exit(code);
      return;
    }
    asked.abort();
    const stop = (): void => {
      controller.abort();
    };
    const end = (): void => {
      stop();
      settle(code);
    };
    const going = farewell(name, stop);
    if (going === undefined) end();
    else void going.then(end, end);
  });
  return {
    get seen() {
      return asked.signal.aborted;
    },
    asked: asked.signal,
    signal: controller.signal,
    ended,
    onFirst: (next) => {
      farewell = next;
    },
    close,
  };
};
