import type { Output } from '../context.js';

/** Big enough that a million lines are few writes, small enough that a reader sees them come. */
const batch = 32 * 1024;

/** Lines on their way to a stream, written in batches. */
export interface Lines {
  /** Takes a line. Gives a promise when there is something to wait for: `await` it only then, for speed. */
  push(line: string): Promise<void> | undefined;
  /** Hands over what was taken so far. */
  send(): Promise<void>;
}

export const linesTo = (output: Output): Lines => {
  let held = '';
  const hand = (): Promise<void> | undefined => {
    const text = held;
    held = '';
    return text === '' ? undefined : output.write(text);
  };
  return {
    push: (line) => {
      held += `${line}\n`;
      return held.length >= batch ? hand() : undefined;
    },
    send: async () => {
      await hand();
    },
  };
};

/** Takes everything and writes nothing: what a dry run would have printed is not so. */
export const noLines: Lines = { push: () => undefined, send: () => Promise.resolve() };
