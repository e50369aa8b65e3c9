import type { Style } from '../render/style.js';
import { writingThrough, type Clock, type Output } from '../context.js';
import { fit } from '../render/width.js';

interface Options {
  readonly clock: Clock;
  readonly style: () => Style;
  /** The line stops moving when this aborts. */
  readonly signal: AbortSignal;
  /** Whether to draw at all; read on first use, since reading isTerminal opens the stream. */
  readonly enabled: () => boolean;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
/** Work that ends before this is not shown. */
const afterMs = 400;
const wipe = '\r\u001b[K';

/** A line at the bottom of a terminal that moves while something is in progress. */
export const spinnerOn = (terminal: Output, { clock, style, signal, enabled }: Options) => {
  let drawn = false;
  const draw = (text: string): void => {
    terminal.write(text)?.catch(() => undefined);
  };
  const clear = (): void => {
    if (drawn) draw(wipe);
    drawn = false;
  };
  const spin = async (what: () => string, over: AbortSignal): Promise<void> => {
    await clock.sleep(afterMs, over);
    for (let frame = 0; !over.aborted; frame += 1) {
      const mark = style().blue(frames[frame % frames.length] ?? '');
      const text = fit(what(), terminal.columns - 3);
      draw(`${wipe}${mark} ${style().dim(text)}`);
      drawn = true;
      await clock.sleep(frameMs, over);
    }
  };
  return {
    /** The terminal. What is written here appears above the moving line. */
    beside: writingThrough(terminal, (text) => {
      clear();
      return terminal.write(text);
    }),
    during: async <A>(what: () => string, work: Promise<A>): Promise<A> => {
      if (!enabled()) return await work;
      const done = new AbortController();
      const over = AbortSignal.any([done.signal, signal]);
      over.addEventListener('abort', clear, { once: true });
      void spin(what, over);
      try {
        return await work;
      } finally {
        done.abort();
      }
    },
  };
};

export type Spinner = Readonly<ReturnType<typeof spinnerOn>>;
