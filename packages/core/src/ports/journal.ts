import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/** What is known of a start, by its key. */
export interface JournalEntry {
  readonly key: string;
  readonly jobId: string;
  /** A fingerprint of the request: the same key for another request is a mistake. */
  readonly request: string;
  /** Wall-clock milliseconds of the moment before the request was sent. */
  readonly sentAt: number;
  /**
   * `sending`: the request may have been sent, and its answer is not known. `refused`: it was certainly not carried
   * out. `started`: `runId` is its run.
   */
  readonly state: 'sending' | 'refused' | 'started';
  readonly runId?: string;
}

/** Why the journal could not be read or written. */
export interface JournalError {
  readonly message: string;
  readonly cause?: unknown;
}

/** Where starts are written down before they are sent, so that a process that was killed can be followed up. */
export interface Journal {
  readonly find: (key: string) => TaskEither<JournalError, JournalEntry | undefined>;
  /**
   * Puts `next` in the place of `previous`, unless the entry has become another meanwhile: false, and nothing is
   * written. Settled only when `next` is safe on its medium. Of two processes with one key, one gets true.
   */
  readonly swap: (
    previous: JournalEntry | undefined,
    next: JournalEntry,
  ) => TaskEither<JournalError, boolean>;
}

export interface HasJournal {
  readonly journal: Journal;
}
