import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { BatchItem, BatchOrder } from '../batch/batch.js';
import type { Issue } from '../errors/api-error.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasClock } from '../ports/clock.js';
import type { HasJournal, JournalEntry } from '../ports/journal.js';
import type { RecordedOrder } from './batch-journal.js';
import type { BatchOptions, RunBatchEnv, Running } from './batch-order.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { batchIdIssues, itemOf, orderIssues } from '../batch/batch.js';
import { parallel } from '../effect/parallel.js';
import { withDeadline } from '../effect/timeout.js';
import { invalidInput } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { withOverrides } from '../policy/overrides.js';
import { defaultSettle } from '../policy/settle.js';
import { entriesOf, recordedOrders, recordOrders } from './batch-journal.js';
import { isBegun, lane } from './batch-lane.js';
import { isDone, isOver, isStopped, runKnown, unknownItem } from './batch-order.js';
import { holdingAll } from './batch-pace.js';
import { settledEntries } from './batch-settle.js';

export type { BatchOptions, RunBatchEnv } from './batch-order.js';

type Program<A> = ReaderTaskEither<RunBatchEnv, WorkflowError, A>;

/**
 * Runs a list of orders, each started at most once, and returns what became of each, in the order of the list. The
 * journal has the only record: the same call, here or on a machine that shares the journal, continues where it stopped, and
 * sends nothing for orders that have ended. With `retryFailed`, orders that ended without success are started again.
 *
 * All orders are recorded before the first start. Orders that differ from those recorded under the id are `InvalidInput`,
 * and so are doubled ids; then nothing is sent. A failure does not stop the others. After an abort or `timeoutMs` no other
 * run is started; those that were not are `pending`.
 *
 * @example
 * ```ts
 * const orders = ['2026-11-01', '2026-11-02'].map((day) => ({
 *   id: day,
 *   job,
 *   draft: { parameters: [{ name: 'day', value: day }] },
 * }));
 * const items = await runBatch('november', orders, { limit: 2 })(env)();
 * assert.deepEqual(items.right.map(({ ended }) => ended), ['Completed', 'Completed']);
 * ```
 */
export const runBatch = (
  batch: string,
  orders: readonly BatchOrder[],
  options: BatchOptions = {},
): Program<readonly BatchItem[]> => {
  const refused = refusal(batch, orders, options);
  if (refused !== undefined) return RTE.left(refused);
  return (env) =>
    pipe(
      recordOrders(batch, orders, options)(env),
      TE.flatMap((recorded) => {
        const run = begun(batch, recorded, options, env);
        const lanes = Array.from({ length: run.lanes });
        const allLanes: Program<unknown> = parallel(run.lanes)(lanes, () => lane(run));
        return pipe(
          holdingAll(batch)(allLanes)(env),
          TE.flatMap(() => theRest(run)(env)),
        );
      }),
    );
};

/**
 * The orders that `runBatch` would start or continue, as they are now. Nothing is recorded or sent, and the same errors are
 * found.
 *
 * @example
 * ```ts
 * await runBatch('january', [{ id: '1', job }])(env)();
 * const left = await previewBatch('january', [{ id: '1', job }, { id: '2', job }])(env)();
 * assert.deepEqual(left.right.map(({ id, state }) => [id, state]), [['2', 'pending']]);
 * ```
 */
export const previewBatch = (
  batch: string,
  orders: readonly BatchOrder[],
  options: BatchOptions = {},
): ReaderTaskEither<HasJournal & HasClock, WorkflowError, readonly BatchItem[]> => {
  const refused = refusal(batch, orders, options);
  if (refused !== undefined) return RTE.left(refused);
  return (env) =>
    pipe(
      recordedOrders(batch, orders, options)(env),
      TE.map((recorded) => {
        const { results } = begun(batch, recorded, options, env);
        return recorded
          .filter(({ order }) => !results.has(order.id))
          .map(({ entry }) => itemOf(batch, entry));
      }),
    );
};

const refusal = (
  batch: string,
  orders: readonly BatchOrder[],
  options: BatchOptions,
): WorkflowError | undefined => {
  const issues = [...batchIdIssues(batch), ...orderIssues(batch, orders), ...draftIssues(orders)];
  return (
    refusalOf(rules.batch, options) ??
    (issues.length > 0 ? invalidInput('the orders are not valid', issues) : undefined)
  );
};

const draftIssues = (orders: readonly BatchOrder[]): readonly Issue[] =>
  orders.flatMap(({ draft = {} }, at) => rules.runDraft(draft, `orders[${at}].draft`));

const begun = (
  batch: string,
  recorded: readonly RecordedOrder[],
  options: BatchOptions,
  { clock }: HasClock,
): Running => {
  const { limit = 8, timeoutMs = Infinity, perMinute } = options;
  const byKey = (orders: readonly RecordedOrder[]) => new Map(orders.map((one) => [one.entry.key, one]));
  const all = byKey(recorded);
  const needsNothing = ({ entry }: RecordedOrder): boolean => isDone({ orders: all, options }, entry);
  const isFree = ({ entry }: RecordedOrder): boolean => entry.state === 'pending';
  return {
    batch,
    options,
    lanes: Math.max(1, Math.min(limit, recorded.length)),
    deadline: clock.monotonic() + timeoutMs,
    pacing: { batch, perMinute, next: -Infinity },
    orders: all,
    free: byKey(recorded.filter(isFree)),
    again: recorded.filter((one) => !isFree(one) && !needsNothing(one) && !isBegun(one.entry)),
    results: new Map(
      recorded.filter(needsNothing).map(({ order, entry }) => [order.id, itemOf(batch, entry)]),
    ),
    failures: 0,
    isMixed: false,
  };
};

/** Finds what became of the orders that others began, waits for their runs, and returns all items. */
const theRest =
  (run: Running): Program<readonly BatchItem[]> =>
  (env) => {
    const { orders, results, broken, lanes } = run;
    if (broken !== undefined) return TE.left(broken);
    const isComplete = results.size === orders.size;
    return pipe(
      isComplete ? TE.right<WorkflowError, readonly JournalEntry[]>([]) : entriesNow(run)(env),
      TE.map((entries) => new Map(entries.map((entry) => [entry.key, entry]))),
      TE.flatMap((now) =>
        parallel(lanes)([...orders.values()], ({ order, entry }) =>
          oneOfTheRest(run, { order, entry: now.get(entry.key) ?? entry }),
        )(env),
      ),
    );
  };

/** The entries as they are now. Unless the batch was stopped, runs of starts without an answer are searched for. */
const entriesNow =
  (run: Running): Program<readonly JournalEntry[]> =>
  (env) => {
    if (isOver(run, env)) return TE.right([]);
    const settle = withOverrides(defaultSettle, withOverrides(env.settle ?? {}, run.options.settle));
    const reading: Program<readonly JournalEntry[]> = isStopped(run, env)
      ? entriesOf(run.batch)
      : withDeadline(run.deadline)(settledEntries(run.batch, settle));
    return pipe(
      reading(env),
      TE.orElse(() => TE.right<WorkflowError, readonly JournalEntry[]>([])),
    );
  };

const oneOfTheRest =
  (run: Running, recorded: RecordedOrder): Program<BatchItem> =>
  (env) => {
    const { order, entry } = recorded;
    const found = run.results.get(order.id);
    if (found !== undefined) return TE.right(found);
    const isLost = entry.state === 'sending' && run.options.ifUnknown !== 'resend';
    return isLost && !isStopped(run, env) ? TE.right(unknownItem(run, entry)) : runKnown(run, recorded)(env);
  };
