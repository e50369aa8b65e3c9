import type { Journal, JournalEntry } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { sameEntry } from './same-entry.js';

/** A journal in memory: it protects against lost answers, not against a killed process. */
export const memoryJournal = (): Journal => {
  const entries = new Map<string, JournalEntry>();
  return {
    find: (key) => async () => E.right(entries.get(key)),
    swap: (previous, next) => async () => {
      const mine = sameEntry(entries.get(next.key), previous);
      if (mine) entries.set(next.key, next);
      return E.right(mine);
    },
  };
};
