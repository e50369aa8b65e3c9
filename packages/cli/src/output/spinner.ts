import type { Clock, Output } from '../context.js';
import type { Style } from '../render/style.js';
import { fit } from '../render/width.js';

/** A line at the bottom of a terminal that moves while something is under way. */
export interface Spinner {
  /** The terminal, for all that is written while it moves: it makes way, and comes back by itself. */
  readonly beside: Output;
  during<A>(what: () => string, work: Promise<A>): Promise<A>;
}

interface Options {
  readonly clock: Clock;
  readonly style: Style;
  /** Nothing moves any more once this aborts. */
  readonly signal: AbortSignal;
  readonly indent?: string;
  /** What is over before this is not shown; default 0 ms. */
  readonly afterMs?: number;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
const wipe = '\r\u001b[K';

export const spinnerOn = (
  terminal: Output,
  { clock, style, signal, indent = '', afterMs = 0 }: Options,
): Spinner => {
  let drawn = false;
  const draw = (text: string): void => {
    terminal.write(text)?.catch(() => undefined);
  };
  const clear = (): void => {
    if (drawn) draw(wipe);
    drawn = false;
  };
  return {
    beside: Object.create(terminal, {
      write: {
        value: (text: string) => {
          clear();
          return terminal.write(text);
        },
      },
    }) as Output,
    during: async (what, work) => {
      const done = new AbortController();
      const over = AbortSignal.any([done.signal, signal]);
      over.addEventListener('abort', clear, { once: true });
      const spin = async (): Promise<void> => {
        await clock.sleep(afterMs, over);
        for (let frame = 0; !over.aborted; frame += 1) {
          const mark = style.blue(frames[frame % frames.length] ?? '');
          draw(`${wipe}${indent}${mark} ${style.dim(fit(what(), terminal.columns - indent.length - 3))}`);
          drawn = true;
          await clock.sleep(frameMs, over);
        }
      };
      void spin();
      try {
        return await work;
      } finally {
        done.abort();
      }
    },
  };
};
