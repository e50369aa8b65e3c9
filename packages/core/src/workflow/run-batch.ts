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
import { recordOrders } from './batch-journal.js';
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
 * journal has the only record: the same call, here or on a machine that shares the journal, goes on where it stopped, and
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
      TE.flatMap((known) =>
        parallel(limit)(orders, (order) => runOrder(run, order, known.get(batchKey(batch, order.id))))(env),
      ),
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

const runOrder =
  (run: Running, order: BatchOrder, entry: JournalEntry | undefined): Program<BatchItem> =>
  (env) => {
    const { batch, options, progress } = run;
    const { stopAfter = Infinity, retryFailed = false } = options;
    const known: BatchItem =
      entry === undefined
        ? { id: order.id, key: batchKey(batch, order.id), job: order.job, state: 'pending' }
        : itemOf(batch, entry);
    const isDone = known.ended !== undefined && (succeeded(known.ended) || !retryFailed);
    const isStopped = (): boolean =>
      env.cancel.aborted || progress.failures >= stopAfter || env.clock.monotonic() >= run.deadline;
    if (isDone || isStopped()) return TE.right(known);
    return pipe(
      turn(run)(env),
      TE.flatMap(() => (isStopped() ? TE.right(known) : startAndAwait(run, order, known)(env))),
      // Only the wait for the turn can fail, by an abort.
      TE.orElse(() => TE.right(known)),
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
