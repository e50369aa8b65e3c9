import type { Context, SignalName } from './context.js';
import { exitCode } from './exit-code.js';

/**
 * Called on the first signal, before the process ends; a second signal ends the process at once. `stop` aborts the
 * work in progress; otherwise it is aborted when the handler has ended.
 */
export type OnInterrupt = (signal: SignalName, stop: () => void) => Promise<void> | void;

export interface Interrupts {
  /** Whether a signal was received. */
  readonly seen: boolean;
  /** Aborts on the first signal, before any message: nothing moves on the terminal from then on. */
  readonly asked: AbortSignal;
  /** Aborts when the work in progress must end: on the first signal, or when its handler has ended. */
  readonly signal: AbortSignal;
  /** The exit code of the first signal; stays pending without one. */
  readonly ended: Promise<number>;
  /** Replaces the handler of the first signal. */
  onFirst(handler: OnInterrupt): void;
  /** Stops listening. */
  close(): void;
}

/** The first SIGINT or SIGTERM ends the work in progress; the second ends the process at once. */
export const watchInterrupts = (context: Context): Interrupts => {
  const asked = new AbortController();
  const controller = new AbortController();
  let handler: OnInterrupt = () => undefined;
  let resolveEnded: (code: number) => void;
  const ended = new Promise<number>((resolve) => (resolveEnded = resolve));
  const close = context.onSignal((name) => {
    const code = name === 'SIGTERM' ? exitCode.terminated : exitCode.interrupted;
    if (asked.signal.aborted) return context.exit(code);
    asked.abort();
    const stop = (): void => controller.abort();
    const end = (): void => {
      stop();
      resolveEnded(code);
    };
    const handling = handler(name, stop);
    if (handling === undefined) end();
    else void handling.then(end, end);
  });
  return {
    get seen() {
      return asked.signal.aborted;
    },
    asked: asked.signal,
    signal: controller.signal,
    ended,
    onFirst: (next) => {
      handler = next;
    },
    close,
  };
};
