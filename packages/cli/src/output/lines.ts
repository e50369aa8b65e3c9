import { Unwritable, type Appender, type Context, type Output } from '../context.js';
import { UsageError } from '../errors.js';

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

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const openTee = async (context: Pick<Context, 'openPrivate'>, path: string): Promise<Appender> => {
  try {
    return await context.openPrivate(path);
  } catch (cause) {
    throw new UsageError(`cannot write ${path}: ${reasonOf(cause)}`);
  }
};

// Only our own colors: escape sequences of the service were made visible before.
const color = /\u001b\[\d+m/g;

/** Lines that are also written to a file, without colors. */
export const teeing = (lines: Lines, file: Appender, path: string): Lines => {
  const copy = linesTo({
    write: (text) =>
      file.write(text.replace(color, '')).catch((cause: unknown) => {
        throw new Unwritable(`${path}: ${reasonOf(cause)}`, { cause });
      }),
  });
  return {
    push: (line) => {
      const behind = lines.push(line);
      const copying = copy.push(line);
      return copying === undefined ? behind : Promise.all([copying, behind]).then(() => undefined);
    },
    send: async () => {
      await lines.send();
      await copy.send();
    },
  };
};
