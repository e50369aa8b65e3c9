import type { Journal, JournalEntry, KeyPattern, JournalPace } from '@wxdi/core';
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
  /** Adds entries, but none of a key that has one. Without it, `swap` adds each. */
  readonly add?: ((entries: readonly JournalEntry[]) => Promise<void>) | undefined;
  /**
   * The first entry in the state `pending` that was added and that no caller has taken within the last minute; `undefined`
   * if there is none. The entry stays as it is: `swap` decides who sends it. Without it, workers that share a batch try one
   * entry after the other.
   */
  readonly take?: ((keys: KeyPattern) => Promise<JournalEntry | undefined>) | undefined;
  /** A pace of starts that all users of the journal share. Without it, each process has its own. */
  readonly pace?: OwnPace | undefined;
}

/** A pace that the users of a journal share, by the clock of the journal. */
export interface OwnPace {
  /** Reserves the next turn, of `everyMs`, and returns how long to wait for it, in milliseconds. */
  readonly turn: (name: string, everyMs: number) => Promise<number>;
  /** No turn that is reserved later begins within the next `ms`. */
  readonly hold: (name: string, ms: number) => Promise<void>;
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
  add: journal.add && ((entries) => attempt(async () => journal.add?.(entries), failed)),
  take: journal.take && ((keys) => attempt(async () => journal.take?.(keys), failed)),
  pace: journal.pace && ownPace(journal.pace),
});

const ownPace = (pace: OwnPace): JournalPace => ({
  turn: (name, everyMs) => attempt(async () => pace.turn(name, everyMs), failed),
  hold: (name, ms) => attempt(async () => pace.hold(name, ms), failed),
});

const failed = (cause: unknown) => ({
  message: cause instanceof Error ? cause.message : String(cause),
  cause,
});
