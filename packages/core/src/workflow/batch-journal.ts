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
import { invalidInput, notFound } from '../errors/workflow-error.js';
import { broken, claim, unusable } from './journal-steps.js';
import { requestOf } from './start-plan.js';

type Program<A, Env = HasJournal> = ReaderTaskEither<Env, WorkflowError, A>;

/** Entries that are written at once. */
const atOnce = 8;

/** The entries of all orders of a batch. */
export const entriesOf =
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

/** An order with its entry in the journal. */
export interface RecordedOrder {
  readonly order: BatchOrder;
  readonly entry: JournalEntry;
  /** Whether the journal did not have it. */
  readonly isNew?: boolean;
}

/** What a batch must be: see `BatchOptions`. */
interface Expected {
  readonly existing?: boolean | undefined;
}

/**
 * Each order with its entry, which is `pending` if the journal has none. Orders that are recorded already must be the same.
 */
export const recordedOrders = (
  batch: string,
  orders: readonly BatchOrder[],
  { existing = false }: Expected,
): Program<readonly RecordedOrder[], HasJournal & HasClock> =>
  pipe(
    withKnown(batch, orders),
    RTE.flatMapEither(({ recorded, known }) =>
      existing && known.size === 0
        ? E.left(notFound(`the journal has no batch ${batch}`))
        : pipe(
            sameOrders(batch, orders, known),
            E.map(() => recorded),
          ),
    ),
  );

/** The same, after all orders are recorded. */
export const recordOrders =
  (
    batch: string,
    orders: readonly BatchOrder[],
    expected: Expected,
  ): Program<readonly RecordedOrder[], HasJournal & HasClock & HasCancel> =>
  (env) =>
    pipe(
      recordedOrders(batch, orders, expected)(env),
      TE.tap((recorded) => addAll(recorded.filter(({ isNew }) => isNew).map(({ entry }) => entry))(env)),
    );

const withKnown =
  (
    batch: string,
    orders: readonly BatchOrder[],
  ): Program<
    { readonly recorded: readonly RecordedOrder[]; readonly known: ReadonlyMap<string, JournalEntry> },
    HasJournal & HasClock
  > =>
  (env) =>
    pipe(
      entriesOf(batch)(env),
      TE.map((entries) => {
        const known = new Map(entries.map((entry) => [entry.key, entry]));
        const now = env.clock.now();
        const recorded = orders.map((order): RecordedOrder => {
          const entry = pendingEntry(batch, order, now);
          const before = known.get(entry.key);
          return { order, entry: before ?? entry, isNew: before === undefined };
        });
        return { recorded, known };
      }),
    );

const pendingEntry = (batch: string, { id, job, draft = {} }: BatchOrder, now: number): JournalEntry => ({
  key: batchKey(batch, id),
  jobId: job,
  request: requestOf(job, draft, undefined),
  attempt: 1,
  sentAt: now,
  state: 'pending',
});

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

const addAll =
  (entries: readonly JournalEntry[]): Program<unknown, HasJournal & HasCancel> =>
  (env) => {
    const { add } = env.journal;
    const claimed = (entry: JournalEntry): Program<boolean, HasJournal & HasCancel> =>
      claim(undefined, entry);
    if (add === undefined) return parallel(atOnce)(entries, claimed)(env);
    return pipe(
      guarded(() => add(entries), broken),
      TE.mapLeft(unusable),
    );
  };

/** The next order that is pending, of all workers; `undefined` if none is left, or the journal does not hand them out. */
export const takePending =
  (batch: string): Program<JournalEntry | undefined> =>
  ({ journal: { take } }) =>
    take === undefined
      ? TE.right(undefined)
      : pipe(
          guarded(() => take({ prefix: batchPrefix(batch) }), broken),
          TE.mapLeft(unusable),
        );
