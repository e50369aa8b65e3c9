import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { FinishedRunState } from '../domain/run-state.js';

/** A recorded start: the latest attempt of its key. */
export interface JournalEntry {
  readonly key: string;
  readonly jobId: string;
  /** A fingerprint of the request: the same key for another request is an error. */
  readonly request: string;
  /** Wall-clock milliseconds just before the request was sent. */
  readonly sentAt: number;
  /**
   * `pending`: it was not sent. `sending`: the request may have been sent, and its answer is unknown. `refused`: it
   * certainly failed. `started`: `runId` is its run.
   */
  readonly state: 'pending' | 'sending' | 'refused' | 'started';
  /** Set in the state `started`. */
  readonly runId?: string;
  /** 1 for the first attempt. Absent in entries of earlier versions: they have one attempt. */
  readonly attempt?: number;
  /** The state that the run ended in, once it is known. */
  readonly ended?: FinishedRunState;
  /**
   * How long ago the entry was written when it was read, in milliseconds, by the clock of the journal. Absent: the clock
   * of the reader decides. Neither stored nor compared.
   */
  readonly ageMs?: number;
}

/** The keys with this beginning and, if given, this end. */
export interface KeyPattern {
  readonly prefix: string;
  readonly suffix?: string | undefined;
}

/**
 * A pace that the users of a journal share. Its times are those of the journal, so that the clocks of the users need not
 * agree.
 */
export interface JournalPace {
  /** Reserves the next turn, of `everyMs`, and returns how long to wait for it, in milliseconds. */
  readonly turn: (name: string, everyMs: number) => TaskEither<JournalError, number>;
  /** No turn that is reserved later begins within the next `ms`. */
  readonly hold: (name: string, ms: number) => TaskEither<JournalError, void>;
}

/** Why the journal could not be read or written. */
export interface JournalError {
  readonly message: string;
  /**
   * `damaged`: an entry cannot be read, and will not be later. `unsafe`: others may write to the journal. Absent: it may
   * work later.
   */
  readonly reason?: 'damaged' | 'unsafe' | undefined;
  readonly cause?: unknown;
}

/** Records starts before they are sent, so that the start of a killed process can be recovered. */
export interface Journal {
  /** The latest entry of a key. */
  readonly find: (key: string) => TaskEither<JournalError, JournalEntry | undefined>;
  /**
   * Replaces `previous` by `next`; false, without writing, if the entry has changed meanwhile. Resolves when `next` is
   * stored durably. Of two processes with the same key, one gets true.
   */
  readonly swap: (
    previous: JournalEntry | undefined,
    next: JournalEntry,
  ) => TaskEither<JournalError, boolean>;
  /** The latest entries of all keys that begin with a text, in any order. */
  readonly list: (prefix: string) => TaskEither<JournalError, readonly JournalEntry[]>;
  /** Adds entries, but none of a key that has one. Absent: `swap` adds each. */
  readonly add?: ((entries: readonly JournalEntry[]) => TaskEither<JournalError, void>) | undefined;
  /**
   * The first entry in the state `pending` that was added and that no caller has taken within the last minute; `undefined`
   * if there is none. The entry stays as it is: `swap` decides who sends it. Absent: workers try one entry after the other.
   */
  readonly take?: ((keys: KeyPattern) => TaskEither<JournalError, JournalEntry | undefined>) | undefined;
  /** Absent: each process has a pace of its own. */
  readonly pace?: JournalPace | undefined;
}

/** The record of starts. */
export interface HasJournal {
  readonly journal: Journal;
}
