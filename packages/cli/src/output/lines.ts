import type { Output } from '../context.js';

/** Large enough that a million lines are few writes, small enough that a reader sees them arrive. */
const batch = 32 * 1024;

/** Lines for a stream, written in batches. */
export interface Lines {
  /** Takes a line. Returns a promise only when the stream is behind. */
  push(line: string): Promise<void> | undefined;
  /** Writes the lines taken so far. */
  send(): Promise<void>;
}

/** Writes nothing: the output of a dry run is the requests alone. */
export const noLines: Lines = { push: () => undefined, send: () => Promise.resolve() };

export const linesTo = (output: Pick<Output, 'write'>): Lines => {
  let held = '';
  const flush = (): Promise<void> | undefined => {
    const text = held;
    held = '';
    return text === '' ? undefined : output.write(text);
  };
  return {
    push: (line) => {
      held += `${line}\n`;
      return held.length >= batch ? flush() : undefined;
    },
    send: async () => {
      await flush();
    },
  };
};

/** One line for each item. */
export const pushAll = async <Item>(
  lines: Lines,
  items: Iterable<Item>,
  lineOf: (item: Item) => string,
): Promise<void> => {
  for (const item of items) {
    const behind = lines.push(lineOf(item));
    if (behind !== undefined) await behind;
  }
};
