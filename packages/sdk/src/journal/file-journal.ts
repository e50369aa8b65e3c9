import type { Journal, JournalEntry } from '@wxdi/core';
import { attempt } from '@wxdi/core';
import { withLock, writeSafely } from './files.js';
import { sameEntry } from './same-entry.js';

/**
 * A journal in a folder, one file a key, that outlives the process: a start that was cut off is found again by its
 * key. The folder is made if it is missing, for the owner alone (0700), its files too (0600). Several processes may
 * share it.
 */
export const fileJournal = (folder: string): Journal => {
  const pathOf = (key: string): string => `${folder}/start-${key}.json`;
  return {
    find: (key) => attempt(() => readEntry(pathOf(key)), failed(folder)),
    swap: (previous, next) =>
      attempt(
        () =>
          withLock(folder, pathOf(next.key), async () => {
            const mine = sameEntry(await readEntry(pathOf(next.key)), previous);
            if (mine) await writeSafely(pathOf(next.key), JSON.stringify(next));
            return mine;
          }),
        failed(folder),
      ),
  };
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
