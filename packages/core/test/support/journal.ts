import type { Clock, Journal, JournalEntry } from '@wxdi/core';
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

/** The same for workers that share a database: it hands out pending entries, and has a pace. */
export const sharedJournal = () => {
  const { journal, entries } = memoryJournal();
  /** The functions that were called. */
  const calls: string[] = [];
  const paces = new Map<string, number>();
  const taken = new Set<string>();
  const counted =
    <Args extends readonly unknown[], A>(name: string, work: (...args: Args) => A) =>
    (...args: Args): A => {
      calls.push(name);
      return work(...args);
    };
  const open = (clock: Clock): Journal => ({
    find: counted('find', journal.find),
    swap: counted('swap', journal.swap),
    list: counted('list', journal.list),
    add: counted('add', (added) => async () => {
      for (const entry of added) if (!entries.has(entry.key)) entries.set(entry.key, entry);
      return E.right(undefined);
    }),
    take: counted('take', ({ prefix }) => async () => {
      const free = [...entries.values()].find(
        ({ key, state }) => state === 'pending' && key.startsWith(prefix) && !taken.has(key),
      );
      if (free !== undefined) taken.add(free.key);
      return E.right(free);
    }),
    pace: {
      turn: counted('turn', (name, everyMs) => async () => {
        const now = clock.monotonic();
        const at = Math.max(now, paces.get(name) ?? 0);
        if (everyMs > 0) paces.set(name, at + everyMs);
        return E.right(at - now);
      }),
      hold: counted('hold', (name, ms) => async () => {
        paces.set(name, Math.max(paces.get(name) ?? 0, clock.monotonic() + ms));
        return E.right(undefined);
      }),
    },
  });
  return { open, entries, calls };
};
