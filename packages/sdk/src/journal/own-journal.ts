import type { Journal, JournalEntry } from '@wxdi/core';
import { attempt } from '@wxdi/core';

/** A journal of your own, e.g. in a database. If it throws or rejects before a start was sent, nothing is sent. */
export interface OwnJournal {
  /** The last entry of a key. */
  readonly find: (key: string) => Promise<JournalEntry | undefined>;
  /**
   * Replaces `previous` by `next`; false, without writing, if the entry has changed meanwhile. Resolves when `next` is
   * stored durably. Of two processes with the same key, one gets true.
   */
  readonly swap: (previous: JournalEntry | undefined, next: JournalEntry) => Promise<boolean>;
  /** The last entries of all keys that begin with a text, in any order. Only batches need it. */
  readonly list?: ((prefix: string) => Promise<readonly JournalEntry[]>) | undefined;
}

/** The journal as a port of core. */
export const ownJournal = (journal: OwnJournal): Journal => ({
  find: (key) => attempt(async () => journal.find(key), failed),
  swap: (previous, next) => attempt(async () => (await journal.swap(previous, next)) === true, failed),
  list: (prefix) =>
    attempt(async () => {
      if (journal.list === undefined) throw new Error('it has no function `list`, which batches need');
      return await journal.list(prefix);
    }, failed),
});

const failed = (cause: unknown) => ({
  message: cause instanceof Error ? cause.message : String(cause),
  cause,
});
