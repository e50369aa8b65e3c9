import type { Journal, JournalEntry } from '@wxdi/core';
import { attempt } from '@wxdi/core';
import { createSafely } from './files.js';
import { sameEntry } from './same-entry.js';
import { tidy } from './tidy.js';

/**
 * A journal in a folder, one file for each step of a key, that outlives the process: a start that was cut off is found
 * again by its key, for 90 days after it was last used. The folder is made if it is missing, for the owner alone
 * (0700), its files too (0600). Several processes may share it.
 */
export const fileJournal = (folder: string): Journal => ({
  find: (key) => attempt(async () => (await latest(folder, key)).entry, failed(folder)),
  swap: (previous, next) =>
    attempt(async () => {
      const { entry, step } = await latest(folder, next.key);
      if (!sameEntry(entry, previous)) return false;
      const mine = await createSafely(folder, nameOf(next.key, step + 1), JSON.stringify(next));
      // Old entries in the way of nothing are no reason not to start.
      if (step === 0) await tidy(folder, Date.now()).catch(() => undefined);
      return mine;
    }, failed(folder)),
});

/** No key holds a tilde, so that the steps of one are not the first of another. */
const nameOf = (key: string, step: number): string => `start-${key}${step === 1 ? '' : `~${step}`}.json`;

interface Latest {
  readonly entry: JournalEntry | undefined;
  /** 1 for the first that was written, 0 for none. */
  readonly step: number;
}

const latest = async (folder: string, key: string): Promise<Latest> => {
  for (let last: Latest = { entry: undefined, step: 0 }; ;) {
    const entry = await readEntry(`${folder}/${nameOf(key, last.step + 1)}`);
    if (entry === undefined) return last;
    last = { entry, step: last.step + 1 };
  }
};

const failed = (folder: string) => (cause: unknown) => ({
  message: `${folder}: ${cause instanceof Error ? cause.message : String(cause)}`,
  cause,
});

const readEntry = async (path: string): Promise<JournalEntry | undefined> => {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  });
  if (text === undefined) return undefined;
  const entry = parse(text);
  if (!isEntry(entry)) {
    throw new Error(`${path} is damaged; look for the run by its key, then delete the file`);
  }
  return entry;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const states: ReadonlySet<unknown> = new Set<JournalEntry['state']>(['sending', 'refused', 'started']);

const isEntry = (u: unknown): u is JournalEntry => {
  if (typeof u !== 'object' || u === null) return false;
  const { key, jobId, request, sentAt, state } = u as Record<string, unknown>;
  const texts = [key, jobId, request].every((text) => typeof text === 'string');
  return texts && typeof sentAt === 'number' && states.has(state);
};
