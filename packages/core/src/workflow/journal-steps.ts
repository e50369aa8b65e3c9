import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasJournal, JournalEntry, JournalError } from '../ports/journal.js';
import type { StartPlan } from './start-plan.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { guarded } from '../effect/attempt.js';
import { invalidInput } from '../errors/workflow-error.js';

type Program<A> = ReaderTaskEither<HasJournal, WorkflowError, A>;

/** Records that a start is about to be sent; false if another process recorded one with the same key first. */
export const claim =
  (start: StartPlan, previous: JournalEntry | undefined, sentAt: number): Program<boolean> =>
  ({ journal }) =>
    pipe(
      guarded(() => journal.swap(previous, entryOf(start, { state: 'sending', sentAt })), broken),
      TE.mapLeft(unwritable),
    );

/** Records how a start ended. A journal failure is ignored: it does not change the outcome. */
export const close =
  (start: StartPlan, sentAt: number, end: Pick<JournalEntry, 'state' | 'runId'>): Program<void> =>
  ({ journal }) =>
    pipe(
      guarded(
        () => journal.swap(entryOf(start, { state: 'sending', sentAt }), entryOf(start, { sentAt, ...end })),
        broken,
      ),
      TE.match(
        () => undefined,
        () => undefined,
      ),
      TE.fromTask,
    );

const entryOf = (
  { key, job, request }: StartPlan,
  step: Pick<JournalEntry, 'state' | 'sentAt' | 'runId'>,
): JournalEntry => ({ key, jobId: job, request, ...step });

/** The journal entry of a key; `InvalidInput` if the key belongs to another request. */
export const recall =
  (key: string, request: string): Program<JournalEntry | undefined> =>
  ({ journal }) =>
    pipe(
      guarded(() => journal.find(key), broken),
      TE.mapLeft(unwritable),
      TE.flatMapEither((entry) =>
        entry === undefined || entry.request === request ? E.right(entry) : E.left(usedOtherwise(key)),
      ),
    );

/** A journal of the caller that throws or rejects. */
const broken = (cause: unknown): JournalError => ({
  message: cause instanceof Error ? cause.message : String(cause),
  cause,
});

const unwritable = ({ message, cause, reason }: JournalError): WorkflowError => {
  const common = {
    message: `nothing was sent: the start could not be recorded in the journal: ${message}`,
    outcome: 'not-sent' as const,
    at: ['journal'],
    cause,
  };
  switch (reason) {
    case 'damaged':
      return { ...common, _tag: 'Undecodable', issues: [] };
    case 'unsafe':
      return { ...common, _tag: 'InvalidInput', issues: [] };
    case undefined:
      return { ...common, _tag: 'Unavailable' };
  }
};

const usedOtherwise = (key: string): WorkflowError =>
  invalidInput(`key ${key} was already used for another start`, [
    { path: 'key', expected: 'a unique key for each start', received: 'the key of another request' },
  ]);
