import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { BatchItem, BatchOrder } from '../batch/batch.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasJournal, JournalEntry } from '../ports/journal.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { batchKey, batchPrefix, itemOf } from '../batch/batch.js';
import { guarded } from '../effect/attempt.js';
import { parallel } from '../effect/parallel.js';
import { invalidInput } from '../errors/workflow-error.js';
import { broken, claim, unusable } from './journal-steps.js';
import { requestOf } from './start-plan.js';

type Program<A, Env = HasJournal> = ReaderTaskEither<Env, WorkflowError, A>;

/** Entries that are written at once. */
const atOnce = 8;

/** The entries of all orders of a batch. */
const entriesOf =
  (batch: string): Program<readonly JournalEntry[]> =>
  ({ journal }) =>
    pipe(
      guarded(() => journal.list(batchPrefix(batch)), broken),
      TE.mapLeft(unusable),
    );

/** The entry of an order as it is now. */
export const currentEntry =
  (key: string): Program<JournalEntry | undefined> =>
  ({ journal }) =>
    pipe(
      guarded(() => journal.find(key), broken),
      TE.mapLeft(unusable),
    );

/** What the journal knows of a batch, in the order of the ids. */
export const recordedItems = (batch: string): Program<readonly BatchItem[]> =>
  pipe(
    entriesOf(batch),
    RTE.map((entries) => entries.map((entry) => itemOf(batch, entry)).toSorted(byId)),
  );

const byId = (a: BatchItem, b: BatchItem): number =>
  a.id.localeCompare(b.id, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1);

/**
 * Records all orders before the first start, and returns what the journal knows of them, by key. Orders that are recorded
 * already must be the same.
 */
export const recordOrders = (
  batch: string,
  orders: readonly BatchOrder[],
): Program<ReadonlyMap<string, JournalEntry>, HasJournal & HasClock & HasCancel> =>
  pipe(
    entriesOf(batch),
    RTE.map((entries) => new Map(entries.map((entry) => [entry.key, entry]))),
    RTE.flatMap((known) =>
      pipe(
        RTE.fromEither(sameOrders(batch, orders, known)),
        RTE.flatMap(() => addMissing(batch, orders, known)),
        RTE.map(() => known),
      ),
    ),
  );

const sameOrders = (
  batch: string,
  orders: readonly BatchOrder[],
  known: ReadonlyMap<string, JournalEntry>,
): E.Either<WorkflowError, void> => {
  const requests = new Map(
    orders.map(({ id, job, draft = {} }) => [batchKey(batch, id), requestOf(job, draft, undefined)]),
  );
  const other = [...known.values()].find(({ key, request }) => requests.get(key) !== request);
  if (other === undefined) return E.right(undefined);
  const { id } = itemOf(batch, other);
  const received = requests.has(other.key) ? 'another request' : 'no order of this id';
  return E.left(
    invalidInput(`batch ${batch} was begun with other orders: use another id for these`, [
      { path: `orders.${id}`, expected: 'the order that was recorded', received },
    ]),
  );
};

const addMissing =
  (
    batch: string,
    orders: readonly BatchOrder[],
    known: ReadonlyMap<string, JournalEntry>,
  ): Program<void, HasJournal & HasClock & HasCancel> =>
  (env) => {
    const missing = orders.filter(({ id }) => !known.has(batchKey(batch, id)));
    const add = ({ id, job, draft = {} }: BatchOrder): Program<boolean, HasJournal & HasCancel> =>
      claim(undefined, {
        key: batchKey(batch, id),
        jobId: job,
        request: requestOf(job, draft, undefined),
        attempt: 1,
        sentAt: env.clock.now(),
        state: 'pending',
      });
    return pipe(
      parallel(atOnce)(missing, add)(env),
      TE.map(() => undefined),
    );
  };
