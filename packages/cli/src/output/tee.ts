import type { Lines } from './lines.js';
import { Unwritable, type Appender, type Context } from '../context.js';
import { UsageError } from '../errors.js';

export const openTee = async (context: Pick<Context, 'openPrivate'>, path: string): Promise<Appender> => {
  try {
    return await context.openPrivate(path);
  } catch (cause) {
    throw new UsageError(`cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
};

// Only our own colors: escape sequences of the service were made visible before.
const color = /\u001b\[\d+m/g;

const batch = 32 * 1024;

/** Lines that are also written to a file, without colors. */
export const teeing = (lines: Lines, file: Appender, path: string): Lines => {
  let held = '';
  const write = async (): Promise<void> => {
    const text = held;
    held = '';
    if (text === '') return;
    await file.write(text.replace(color, '')).catch((cause: unknown) => {
      throw new Unwritable(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    });
  };
  return {
    push: (line) => {
      held += `${line}\n`;
      const full = lines.push(line);
      return held.length < batch ? full : Promise.all([write(), full]).then(() => undefined);
    },
    send: async () => {
      await lines.send();
      await write();
    },
  };
};
