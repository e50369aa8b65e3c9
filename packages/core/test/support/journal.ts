import type { Journal, JournalEntry } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';

/** What is compared: a start changes its request, if an earlier version wrote the entry. */
const textOf = (entry: JournalEntry | undefined): string =>
  JSON.stringify([entry?.state, entry?.sentAt, entry?.attempt ?? 1, entry?.runId, entry?.ended]);

/** A journal in memory. Simulated processes share it, so its entries survive a process that is killed. */
export const memoryJournal = () => {
  const entries = new Map<string, JournalEntry>();
  const journal: Journal = {
    find: (key) => async () => E.right(entries.get(key)),
    list: (prefix) => async () => E.right([...entries.values()].filter(({ key }) => key.startsWith(prefix))),
    swap: (previous, next) => async () => {
      if (textOf(entries.get(next.key)) !== textOf(previous)) return E.right(false);
      entries.set(next.key, next);
      return E.right(true);
    },
  };
  return { journal, entries };
};
