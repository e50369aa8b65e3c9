import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasJournal, JournalEntry, JournalError } from '../ports/journal.js';
import type { Start } from './start-once.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { invalidInput } from '../errors/workflow-error.js';

type Program<A> = ReaderTaskEither<HasJournal, WorkflowError, A>;

/** Writes down that a start is about to be sent; false when another process is ahead with the same key. */
export const claim =
  (start: Start, previous: JournalEntry | undefined, sentAt: number): Program<boolean> =>
  ({ journal }) =>
    pipe(journal.swap(previous, entryOf(start, { state: 'sending', sentAt })), TE.mapLeft(unwritable));

/** Writes down how a start ended. What cannot be written any more changes nothing about it. */
export const close =
  (start: Start, sentAt: number, end: Pick<JournalEntry, 'state' | 'runId'>): Program<void> =>
  ({ journal }) =>
    pipe(
      journal.swap(entryOf(start, { state: 'sending', sentAt }), entryOf(start, { sentAt, ...end })),
      TE.match(
        () => undefined,
        () => undefined,
      ),
      TE.fromTask,
    );

const entryOf = (
  { key, job, request }: Start,
  step: Pick<JournalEntry, 'state' | 'sentAt' | 'runId'>,
): JournalEntry => ({ key, jobId: job, request, ...step });

/** What was written down of a key; the key of another request is `InvalidInput`. */
export const recall =
  (key: string, request: string): Program<JournalEntry | undefined> =>
  ({ journal }) =>
    pipe(
      journal.find(key),
      TE.mapLeft(unwritable),
      TE.flatMapEither((entry) =>
        entry === undefined || entry.request === request ? E.right(entry) : E.left(usedOtherwise(key)),
      ),
    );

const unwritable = ({ message, cause }: JournalError): WorkflowError => ({
  _tag: 'Unavailable',
  message: `nothing was sent, since the start could not be written down: ${message}`,
  outcome: 'not-sent',
  at: ['journal'],
  ...(cause === undefined ? {} : { cause }),
});

const usedOtherwise = (key: string): WorkflowError =>
  invalidInput(`key ${key} has been used to start something else`, [
    { path: 'key', expected: 'a key of its own for each start', received: 'the key of another request' },
  ]);
