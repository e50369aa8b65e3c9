import type { Journal, JournalEntry } from '@wxdi/core';
import { attempt, isJsonObject } from '@wxdi/core';
import { createSafely } from './files.js';
import { sameEntry } from './same-entry.js';
import { tidy } from './tidy.js';

/** One file per step of a key; its documentation is in platform/platform.ts. */
export const fileJournal = (folder: string): Journal => ({
  find: (key) => attempt(async () => (await latest(folder, key)).entry, failed(folder)),
  swap: (previous, next) =>
    attempt(async () => {
      const { entry, step } = await latest(folder, next.key);
      if (!sameEntry(entry, previous)) return false;
      const mine = await createSafely(folder, nameOf(next.key, step + 1), JSON.stringify(next));
      // A failed cleanup of old entries must not prevent the start.
      if (step === 0) await tidy(folder, Date.now()).catch(() => undefined);
      return mine;
    }, failed(folder)),
});

/** Keys contain no tilde, so steps of different keys cannot collide. */
const nameOf = (key: string, step: number): string => `start-${key}${step === 1 ? '' : `~${step}`}.json`;

interface Latest {
  readonly entry: JournalEntry | undefined;
  /** 1 for the first entry, 0 for none. */
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
    throw new Error(`${path} is damaged: check whether a run with this key exists, then delete the file`);
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
  if (!isJsonObject(u)) return false;
  const { key, jobId, request, sentAt, state } = u;
  const texts = [key, jobId, request].every((text) => typeof text === 'string');
  return texts && typeof sentAt === 'number' && states.has(state);
};
