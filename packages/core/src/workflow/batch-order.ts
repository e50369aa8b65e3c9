import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { BatchEvent, BatchItem } from '../batch/batch.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasJournal, JournalEntry } from '../ports/journal.js';
import type { HasThrottle } from '../ports/throttle.js';
import type { RecordedOrder } from './batch-journal.js';
import type { Pacing } from './batch-pace.js';
import type { RunJobEnv, RunJobsOptions } from './run-jobs.js';
import type { StartJobOptions } from './start-job.js';
import type { SentStart } from './start-once.js';
import type { Started } from './started.js';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { itemOf } from '../batch/batch.js';
import { succeeded } from '../domain/run-state.js';
import { withDeadline } from '../effect/timeout.js';
import { isEnded } from '../errors/workflow-error.js';
import { claim, recordEnd, withRun } from './journal-steps.js';
import { awaitStarted, startOptions, timedOut } from './run-jobs.js';
import { stillUnknown } from './start-errors.js';
import { startJob, startPendingJob } from './start-job.js';

/** How a batch is run. `timeoutMs` is the limit of the whole; runs continue after it. */
export interface BatchOptions extends RunJobsOptions {
  /** Runs in progress at once. Default: 8. */
  readonly limit?: number | undefined;
  /** No other run is started after this many orders have failed. Default: no limit. */
  readonly stopAfter?: number | undefined;
  /** Starts per minute, at most: of all workers, if the journal has a pace; else of this call. Default: no limit. */
  readonly perMinute?: number | undefined;
  /** Whether a batch that the journal does not have is `NotFound`. Default: it is begun. */
  readonly existing?: boolean | undefined;
  /** How long the run of an order is waited for, in milliseconds; then it continues, and its order stays `active`. */
  readonly timeoutEachMs?: number | undefined;
  /** Called for each start, end and failure. An exception that it throws is ignored. */
  readonly onEvent?: ((event: BatchEvent) => void) | undefined;
}

/** The ports that a batch needs. */
export type RunBatchEnv = RunJobEnv & HasThrottle;

type Program<A> = ReaderTaskEither<RunBatchEnv, WorkflowError, A>;

/** A batch in progress. */
export interface Running {
  readonly batch: string;
  readonly options: BatchOptions;
  /** Runs in progress at once. */
  readonly lanes: number;
  /** A time of the monotonic clock. */
  readonly deadline: number;
  readonly pacing: Pacing;
  /** All orders, by key. */
  readonly orders: ReadonlyMap<string, RecordedOrder>;
  /** The orders that are pending, by key, as far as this process knows. */
  readonly free: Map<string, RecordedOrder>;
  /** Orders that may be started again. */
  readonly again: RecordedOrder[];
  /** What became of orders, by id. */
  readonly results: Map<string, BatchItem>;
  failures: number;
  /** Whether the journal has orders that this process does not know. */
  isMixed: boolean;
  /** Why no other run can be started. */
  broken?: WorkflowError;
}

/** Whether nothing more is to be done. An attempt that ended is followed by one more only if it ended before this call. */
export const isDone = (
  run: Pick<Running, 'orders' | 'options'>,
  { key, ended, attempt = 1 }: JournalEntry,
): boolean => {
  if (ended === undefined) return false;
  return succeeded(ended) || run.options.retryFailed !== true || attempt >= mostAttempts(run, key);
};

/** How many attempts an order may have after this call. */
const mostAttempts = (
  { orders, options: { maxAttempts = Infinity } }: Pick<Running, 'orders' | 'options'>,
  key: string,
): number => {
  const { attempt = 1, ended } = orders.get(key)?.entry ?? {};
  return Math.min(maxAttempts, ended === undefined ? attempt : attempt + 1);
};

/** Whether the caller ended the batch. */
export const isOver = ({ deadline }: Running, { cancel, clock }: RunBatchEnv): boolean =>
  cancel.aborted || clock.monotonic() >= deadline;

/** Whether no other run is started. */
export const isStopped = (run: Running, env: RunBatchEnv): boolean =>
  isOver(run, env) || run.failures >= (run.options.stopAfter ?? Infinity) || run.broken !== undefined;

/** Starts an order that is pending, and waits for its run, unless another worker has claimed it. */
export const runPending =
  (run: Running, { order, entry }: RecordedOrder): Program<unknown> =>
  (env) => {
    if (isStopped(run, env)) return TE.right(undefined);
    const start = startPendingJob(order.job, order.draft ?? {}, startingOptions(run), entry);
    return pipe(
      startAndAwait(run, itemOf(run.batch, entry), start),
      RTE.map((item) => item && finished(run, item)),
    )(env);
  };

/** Records how a run ended. The entry of its start is known, unless the request was repeated. */
const recordingEnd =
  ({ entry, started: { run, key } }: Begun) =>
  (ended: JobRun): ReaderTaskEither<HasJournal, never, void> =>
    entry === undefined
      ? recordEnd(ended, key)
      : pipe(
          claim(withRun(entry, run), withRun(entry, ended)),
          RTE.orElse(() => RTE.right<HasJournal, never, boolean>(false)),
          RTE.flatMap((isRecorded) => (isRecorded ? RTE.right(undefined) : recordEnd(ended, key))),
        );

/** Continues an order as `startJob` with its key does: finds its run, or starts the next attempt. */
export const runKnown =
  (run: Running, { order, entry }: RecordedOrder): Program<BatchItem> =>
  (env) => {
    const known = itemOf(run.batch, entry);
    if (isDone(run, entry) || isStopped(run, env)) return TE.right(finished(run, known));
    const options = { ...startingOptions(run), key: known.key, maxAttempts: mostAttempts(run, known.key) };
    const start = pipe(
      startJob(order.job, order.draft ?? {}, options),
      RTE.map((started): O.Option<Begun> => O.some({ started })),
    );
    return pipe(
      startAndAwait(run, known, start),
      RTE.map((item = known) => finished(run, item)),
    )(env);
  };

/** A start whose run was searched for and not found. */
export const unknownItem = (run: Running, entry: JournalEntry): BatchItem => {
  const item: BatchItem = { ...itemOf(run.batch, entry), error: stillUnknown(entry) };
  return finished(run, tell(run, { type: 'failed', item }));
};

const finished = (run: Running, item: BatchItem): BatchItem => {
  if (isFailure(item)) run.failures += 1;
  run.results.set(item.id, item);
  return item;
};

const isFailure = ({ state, ended, error }: BatchItem): boolean =>
  state === 'unknown' ||
  state === 'refused' ||
  (ended !== undefined && !succeeded(ended)) ||
  (error !== undefined && !isEnded(error));

/** The options of the start of an order. */
const startingOptions = ({ options }: Running): StartJobOptions => {
  const { limit: _l, stopAfter: _s, perMinute: _p, timeoutEachMs: _e, ...others } = options;
  const { onEvent: _o, timeoutMs: _t, existing: _x, ...starting } = others;
  return startOptions(starting);
};

const tell = ({ options: { onEvent } }: Running, event: BatchEvent): BatchItem => {
  E.tryCatch(() => onEvent?.(event), String);
  return event.item;
};

/** A start, with the entry that was recorded before it was sent, if it was sent. */
type Begun = Pick<SentStart, 'started'> & Partial<SentStart>;

/** Starts an order, and waits for its run; `undefined` if it was not started. `known` is the order before. */
const startAndAwait = (
  run: Running,
  known: BatchItem,
  start: Program<O.Option<Begun>>,
): Program<BatchItem | undefined> =>
  pipe(
    withDeadline(run.deadline, timedOut)(start),
    RTE.matchE(
      (error): Program<BatchItem | undefined> => RTE.right(notStarted(run, known, error)),
      O.match(
        (): Program<BatchItem | undefined> => RTE.right(undefined),
        (begun) => awaited(run, known, begun),
      ),
    ),
  );

const notStarted = (run: Running, known: BatchItem, error: WorkflowError): BatchItem => {
  const isUnknown = error.outcome === 'unknown';
  if (isEnded(error) && !isUnknown) return known;
  const { id, key, job } = known;
  return tell(run, {
    type: 'failed',
    item: { id, key, job, state: isUnknown ? 'unknown' : 'refused', error },
  });
};

const awaited =
  (run: Running, known: BatchItem, begun: Begun): Program<BatchItem> =>
  (env) => {
    const { poll, timeoutEachMs = Infinity } = run.options;
    const { started } = begun;
    const active = activeItem(known, started);
    tell(run, { type: 'started', item: active, adopted: started.adopted });
    const deadline = Math.min(run.deadline, env.clock.monotonic() + timeoutEachMs);
    return pipe(
      awaitStarted(started, { poll }, deadline, recordingEnd(begun))(env),
      TE.match(
        (error) =>
          isEnded(error) ? { ...active, error } : tell(run, { type: 'failed', item: { ...active, error } }),
        ({ state: ended, reasons }) =>
          tell(run, { type: 'ended', item: { ...active, state: 'ended', ended, reasons } }),
      ),
      TE.fromTask,
    );
  };

const activeItem = (known: BatchItem, { run }: Started): BatchItem => ({
  ...known,
  state: 'active',
  run: run.id,
  attempt: run.attempt ?? known.attempt,
  ended: undefined,
  reasons: undefined,
});
