import type { Journal, JournalEntry, JournalError } from '@wxdi/core';
import { attempt, isJsonObject } from '@wxdi/core';
import { checkFolder, createSafely, JournalProblem, namesIn, readSafely } from './files.js';
import { sameEntry } from './same-entry.js';
import { tidy } from './tidy.js';

/** One file per step of a key; its documentation is in platform/platform.ts. */
export const fileJournal = (folder: string): Journal => ({
  find: (key) =>
    attempt(async () => {
      await checkFolder(folder);
      return (await latest(folder, key)).entry;
    }, failed(folder)),
  swap: (previous, next) =>
    attempt(async () => {
      await checkFolder(folder);
      const { entry, step } = await latest(folder, next.key);
      if (!sameEntry(entry, previous)) return false;
      const mine = await createSafely(folder, nameOf(next.key, step + 1), JSON.stringify(next));
      // A failed cleanup of old entries must not prevent the start.
      if (step === 0) await tidy(folder, Date.now()).catch(() => undefined);
      return mine;
    }, failed(folder)),
  list: (prefix) =>
    attempt(async () => {
      await checkFolder(folder);
      const keys = [...new Set((await namesIn(folder)).map(keyIn))].filter((key) => key?.startsWith(prefix));
      const entries: JournalEntry[] = [];
      for (const key of keys) {
        const { entry } = await latest(folder, key ?? '');
        if (entry !== undefined) entries.push(entry);
      }
      return entries;
    }, failed(folder)),
});

/** Keys contain no tilde, so steps of different keys cannot collide. */
const nameOf = (key: string, step: number): string => `start-${key}${step === 1 ? '' : `~${step}`}.json`;

const keyIn = (name: string): string | undefined => /^start-([^~]+?)(?:~\d+)?\.json$/.exec(name)?.[1];

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

const failed =
  (folder: string) =>
  (cause: unknown): JournalError => ({
    message: `${folder}: ${cause instanceof Error ? cause.message : String(cause)}`,
    reason: cause instanceof JournalProblem ? cause.reason : undefined,
    cause,
  });

const readEntry = async (path: string): Promise<JournalEntry | undefined> => {
  const text = await readSafely(path);
  if (text === undefined) return undefined;
  const entry = parse(text);
  if (!isEntry(entry)) {
    const what = `${path} is damaged: check whether a run with this key exists, then delete the file`;
    throw new JournalProblem('damaged', what);
  }
  return upToDate(entry);
};

/** Earlier versions recorded only successful ends, by another name. */
const upToDate = ({
  succeeded,
  ...entry
}: JournalEntry & { readonly succeeded?: JournalEntry['ended'] }): JournalEntry =>
  succeeded === undefined ? entry : { ...entry, ended: succeeded };

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const states: ReadonlySet<unknown> = new Set<JournalEntry['state']>([
  'pending',
  'sending',
  'refused',
  'started',
]);

const isEntry = (u: unknown): u is JournalEntry => {
  if (!isJsonObject(u)) return false;
  const { key, jobId, request, sentAt, state } = u;
  const texts = [key, jobId, request].every((text) => typeof text === 'string');
  return texts && typeof sentAt === 'number' && states.has(state);
};
