import type { Clock, Output } from '../context.js';
import type { Style } from '../render/style.js';
import type { Spinner } from './spinner.js';
import { spinnerOn } from './spinner.js';

/** Shows a person at a terminal that something takes time; anybody else sees nothing of it. */
export interface Progress {
  during<A>(what: () => string, work: Promise<A>): Promise<A>;
}

interface Facts {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Looked at on first use: to look at stderr is to open it. */
  readonly shows: () => boolean;
  readonly style: () => Style;
}

/** Nobody needs to be told of what is over at once. */
const afterMs = 400;

/** Progress on stderr, and the stderr to write messages to meanwhile. */
export const progressOn = (
  stderr: Output,
  { clock, signal, shows, style }: Facts,
): { readonly progress: Progress; readonly beside: Output } => {
  let spinner: Spinner | undefined;
  return {
    progress: {
      during: async (what, work) => {
        if (!shows()) return await work;
        spinner ??= spinnerOn(stderr, { clock, style: style(), signal, afterMs });
        return await spinner.during(what, work);
      },
    },
    beside: Object.create(stderr, {
      write: { value: (text: string) => (spinner?.beside ?? stderr).write(text) },
    }) as Output,
  };
};
