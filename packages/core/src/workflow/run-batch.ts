import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { BatchEvent, BatchItem, BatchOrder } from '../batch/batch.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { JournalEntry } from '../ports/journal.js';
import type { RunJobEnv, RunJobsOptions } from './run-jobs.js';
import type { Started } from './started.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { batchIdIssues, batchKey, itemOf, orderIssues } from '../batch/batch.js';
import { succeeded } from '../domain/run-state.js';
import { parallel } from '../effect/parallel.js';
import { pause } from '../effect/pause.js';
import { withDeadline } from '../effect/timeout.js';
import { invalidInput } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { currentEntry, recordOrders } from './batch-journal.js';
import { awaitStarted, startOptions, timedOut } from './run-jobs.js';
import { startJob } from './start-job.js';

/** How a batch is run. `timeoutMs` is the limit of the whole; runs continue after it. */
export interface BatchOptions extends RunJobsOptions {
  /** Runs in progress at once. Default: 8. */
  readonly limit?: number | undefined;
  /** No other run is started after this many orders have failed. Default: no limit. */
  readonly stopAfter?: number | undefined;
  /** Starts per minute, at most. Default: no limit. */
  readonly perMinute?: number | undefined;
  /** How long the run of an order is waited for, in milliseconds; then it continues, and its order stays `active`. */
  readonly timeoutEachMs?: number | undefined;
  /** Called for each start, end and failure. An exception that it throws is ignored. */
  readonly onEvent?: ((event: BatchEvent) => void) | undefined;
}

type Program<A> = ReaderTaskEither<RunJobEnv, WorkflowError, A>;

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
  const issues = [...batchIdIssues(batch), ...orderIssues(batch, orders)];
  const refused =
    refusalOf(rules.batch, options) ??
    (issues.length > 0 ? invalidInput('invalid batch', issues) : undefined);
  if (refused !== undefined) return RTE.left(refused);
  return (env) => {
    const { limit = 8, timeoutMs = Infinity } = options;
    const run: Running = {
      batch,
      options,
      deadline: env.clock.monotonic() + timeoutMs,
      progress: { failures: 0, nextStart: -Infinity },
    };
    return pipe(
      recordOrders(batch, orders)(env),
      TE.flatMap((known) => {
        const entryOf = ({ id }: BatchOrder) => known.get(batchKey(batch, id));
        return pipe(
          parallel(limit)(orders, (order) => takeFree(run, order, entryOf(order)))(env),
          TE.flatMap((taken) =>
            parallel(limit)(orders, (order, i): Program<BatchItem> => {
              const item = taken[i];
              return item === undefined ? runOrder(run, order, entryOf(order)) : RTE.right(item);
            })(env),
          ),
        );
      }),
    );
  };
};

interface Running {
  readonly batch: string;
  readonly options: BatchOptions;
  /** A time of the monotonic clock. */
  readonly deadline: number;
  /** Shared by the orders. `nextStart` is a time of the monotonic clock. */
  readonly progress: { failures: number; nextStart: number };
}

/** Whether nothing more is to be done. */
const isDone = (ended: BatchItem['ended'], { retryFailed = false }: BatchOptions): boolean =>
  ended !== undefined && (succeeded(ended) || !retryFailed);

/** Whether a start is under way, or its run is active, as far as the journal knows. */
const isBegun = (entry: JournalEntry | undefined): boolean =>
  entry?.state === 'sending' || (entry?.state === 'started' && entry.ended === undefined);

/**
 * Runs an order, unless it was begun before, or meanwhile by another worker: `undefined`. Those are waited for at the end,
 * so that workers share the orders instead of waiting for the same runs.
 */
const takeFree =
  (run: Running, order: BatchOrder, entry: JournalEntry | undefined): Program<BatchItem | undefined> =>
  (env) => {
    if (isBegun(entry)) return TE.right(undefined);
    if (isDone(entry?.ended, run.options) || isStopped(run, env)) return runOrder(run, order, entry)(env);
    return pipe(
      turn(run)(env),
      TE.flatMap(() => currentEntry(batchKey(run.batch, order.id))(env)),
      TE.orElse(() => TE.right(entry)),
      TE.flatMap((now): TE.TaskEither<WorkflowError, BatchItem | undefined> =>
        isBegun(now) ? TE.right(undefined) : runOrder(run, order, now ?? entry)(env),
      ),
    );
  };

/** Whether no other run is started. */
const isStopped = ({ options, progress, deadline }: Running, { cancel, clock }: RunJobEnv): boolean =>
  cancel.aborted || progress.failures >= (options.stopAfter ?? Infinity) || clock.monotonic() >= deadline;

const runOrder =
  (run: Running, order: BatchOrder, entry: JournalEntry | undefined): Program<BatchItem> =>
  (env) => {
    const { batch, options, progress } = run;
    const known: BatchItem =
      entry === undefined
        ? { id: order.id, key: batchKey(batch, order.id), job: order.job, state: 'pending' }
        : itemOf(batch, entry);
    if (isDone(known.ended, options) || isStopped(run, env)) return TE.right(known);
    return pipe(
      startAndAwait(run, order, known)(env),
      TE.map((item) => {
        if (isFailure(item)) progress.failures += 1;
        return item;
      }),
    );
  };

const isFailure = ({ state, ended, error }: BatchItem): boolean =>
  state === 'unknown' ||
  state === 'refused' ||
  (ended !== undefined && !succeeded(ended)) ||
  (error !== undefined && !isEnded(error));

/** Waits until the next start is allowed. */
const turn =
  ({ options: { perMinute }, progress }: Running): Program<void> =>
  (env) => {
    if (perMinute === undefined) return TE.right(undefined);
    const now = env.clock.monotonic();
    const at = Math.max(now, progress.nextStart);
    progress.nextStart = at + 60_000 / perMinute;
    return at > now ? pause(at - now)(env) : TE.right(undefined);
  };

const startAndAwait = (run: Running, order: BatchOrder, known: BatchItem): Program<BatchItem> => {
  const { limit: _l, stopAfter: _s, perMinute: _p, timeoutEachMs = Infinity, ...others } = run.options;
  const { onEvent, timeoutMs: _t, ...options } = others;
  const tell = (event: BatchEvent): BatchItem => {
    E.tryCatch(() => onEvent?.(event), String);
    return event.item;
  };
  const start = startJob(order.job, order.draft ?? {}, startOptions({ ...options, key: known.key }));
  return pipe(
    withDeadline(run.deadline, timedOut)(start),
    RTE.matchEW(
      (error): Program<BatchItem> => {
        const isUnknown = error.outcome === 'unknown';
        if (isEnded(error) && !isUnknown) return RTE.right(known);
        const state = isUnknown ? 'unknown' : 'refused';
        const { id, key, job } = known;
        return RTE.right(tell({ type: 'failed', item: { id, key, job, state, error } }));
      },
      (started): Program<BatchItem> =>
        (env) => {
          const active = activeItem(known, started);
          tell({ type: 'started', item: active, adopted: started.adopted });
          const deadline = Math.min(run.deadline, env.clock.monotonic() + timeoutEachMs);
          return pipe(
            awaitStarted(started, options, deadline)(env),
            TE.match(
              (error) =>
                isEnded(error) ? { ...active, error } : tell({ type: 'failed', item: { ...active, error } }),
              ({ state: ended }) => tell({ type: 'ended', item: { ...active, state: 'ended', ended } }),
            ),
            TE.fromTask,
          );
        },
    ),
  );
};

/** The caller ended it. */
const isEnded = ({ _tag }: WorkflowError): boolean => _tag === 'Aborted' || _tag === 'DeadlineExceeded';

const activeItem = (known: BatchItem, { run }: Started): BatchItem => ({
  ...known,
  state: 'active',
  run: run.id,
  attempt: run.attempt ?? known.attempt,
  ended: undefined,
});
