import type { Journal, JournalEntry } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { sameEntry } from './same-entry.js';

/** The most keys that are remembered. */
const mostKeys = 10_000;

/**
 * A journal in memory: it protects against lost answers, not against a killed process. It remembers the 10,000 keys that
 * were used last.
 */
export const memoryJournal = (): Journal => {
  const entries = new Map<string, JournalEntry>();
  return {
    find: (key) => async () => E.right(entries.get(key)),
    swap: (previous, next) => async () => {
      const mine = sameEntry(entries.get(next.key), previous);
      if (mine) {
        // A map keeps the order of insertion: the first key is the one that was used longest ago.
        entries.delete(next.key);
        entries.set(next.key, next);
        const [oldest] = entries.keys();
        if (entries.size > mostKeys && oldest !== undefined) entries.delete(oldest);
      }
      return E.right(mine);
    },
    list: (prefix) => async () => E.right([...entries.values()].filter(({ key }) => key.startsWith(prefix))),
  };
};
