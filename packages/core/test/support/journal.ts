import type { Journal, JournalEntry } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';

/** A journal in memory. Simulated processes share it, so its entries survive a process that is killed. */
export const memoryJournal = () => {
  const entries = new Map<string, JournalEntry>();
  const journal: Journal = {
    find: (key) => async () => E.right(entries.get(key)),
    swap: (previous, next) => async () => {
      const now = entries.get(next.key);
      if (now?.state !== previous?.state || now?.sentAt !== previous?.sentAt) return E.right(false);
      entries.set(next.key, next);
      return E.right(true);
    },
  };
  return { journal, entries };
};
