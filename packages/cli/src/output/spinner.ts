import type { Style } from '../render/style.js';
import { writingThrough, type Clock, type Output } from '../context.js';
import { fit } from '../render/width.js';

interface Options {
  readonly clock: Clock;
  readonly style: () => Style;
  /** Nothing is drawn after this aborts. */
  readonly signal: AbortSignal;
  /** Whether to draw at all; read when there is something to draw, since reading isTerminal opens the stream. */
  readonly enabled: () => boolean;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
/** Work that ends before this is not shown. */
const afterMs = 400;
const wipe = '\r\u001b[K';

/** A line at the bottom of a terminal that moves while something is in progress. */
export const spinnerOn = (terminal: Output, { clock, style, signal, enabled }: Options) => {
  /** What is in progress; the first is shown. */
  const active = new Set<{ readonly what: () => string }>();
  let over = new AbortController();
  let drawn = false;
  const draw = (text: string): void => {
    terminal.write(text)?.catch(() => undefined);
  };
  const clear = (): void => {
    if (drawn) draw(wipe);
    drawn = false;
  };
  const stop = (): void => {
    over.abort();
    clear();
  };
  signal.addEventListener('abort', stop, { once: true });
  const spin = async (stopped: AbortSignal): Promise<void> => {
    await clock.sleep(afterMs, stopped);
    if (stopped.aborted || !enabled()) return;
    for (let frame = 0; !stopped.aborted; frame += 1) {
      const [first] = active;
      const mark = style().blue(frames[frame % frames.length] ?? '');
      const text = fit(first?.what() ?? '', terminal.columns - 3);
      draw(`${wipe}${mark} ${style().dim(text)}`);
      drawn = true;
      await clock.sleep(frameMs, stopped);
    }
  };
  /** Shows that something is in progress until the returned function is called. */
  const begin = (what: () => string): (() => void) => {
    if (signal.aborted) return () => undefined;
    const activity = { what };
    active.add(activity);
    if (active.size === 1) {
      over = new AbortController();
      void spin(over.signal);
    }
    return () => {
      if (active.delete(activity) && active.size === 0) stop();
    };
  };
  return {
    /** The same output. What is written to it appears above the moving line. */
    beside: (output: Output): Output =>
      writingThrough(output, (text) => {
        clear();
        return output.write(text);
      }),
    begin,
    during: async <A>(what: () => string, work: Promise<A>): Promise<A> => {
      const end = begin(what);
      try {
        return await work;
      } finally {
        end();
      }
    },
  };
};

export type Spinner = Readonly<ReturnType<typeof spinnerOn>>;
