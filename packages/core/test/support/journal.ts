import type { Journal, JournalEntry } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';

/** A journal in memory that survives the death of a process: whoever has it has what was written. */
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
