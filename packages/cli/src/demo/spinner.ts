import type { Clock, Output } from '../context.js';
import type { Style } from '../render/style.js';

export interface Spinner {
  during<A>(what: string, work: Promise<A>): Promise<A>;
  /** Wipes the spinner, so that a line can be written in its place; it comes back by itself. */
  clear(): void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
const wipe = '\r\u001b[K';

export const spinnerOn = (terminal: Output, clock: Clock, style: Style): Spinner => {
  let drawn = false;
  const draw = (text: string): void => {
    terminal.write(text)?.catch(() => undefined);
  };
  const clear = (): void => {
    if (drawn) draw(wipe);
    drawn = false;
  };
  return {
    clear,
    during: async (what, work) => {
      const done = new AbortController();
      const spin = async (): Promise<void> => {
        for (let frame = 0; !done.signal.aborted; frame += 1) {
          draw(`${wipe}   ${style.blue(frames[frame % frames.length] ?? '')} ${style.dim(what)}`);
          drawn = true;
          await clock.sleep(frameMs, done.signal);
        }
      };
      const spinning = spin();
      try {
        return await work;
      } finally {
        done.abort();
        await spinning;
        clear();
      }
    },
  };
};
