import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { JournalEntry } from '../ports/journal.js';
import type { RecordedOrder } from './batch-journal.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loop } from '../effect/loop.js';
import { isEnded } from '../errors/workflow-error.js';
import { currentEntry, takePending } from './batch-journal.js';
import { isStopped, runKnown, runPending, type RunBatchEnv, type Running } from './batch-order.js';
import { awaitTurn } from './batch-pace.js';

type Program<A> = ReaderTaskEither<RunBatchEnv, WorkflowError, A>;

/** Runs one order after the other, while there are orders that no worker has begun. */
export const lane =
  (run: Running): Program<void> =>
  (env) =>
    loop<undefined, WorkflowError, void>(undefined, () =>
      pipe(
        nextOrder(run)(env),
        TE.orElse((error) => {
          if (!isEnded(error)) run.broken ??= error;
          return TE.right<WorkflowError, Program<unknown> | undefined>(undefined);
        }),
        TE.flatMap((work): TE.TaskEither<WorkflowError, E.Either<undefined, void>> =>
          work === undefined
            ? TE.right(E.right(undefined))
            : pipe(
                work(env),
                TE.map(() => E.left(undefined)),
              ),
        ),
      ),
    );

/** What to do next; `undefined` if no order is left, or none is to be started. */
const nextOrder =
  (run: Running): Program<Program<unknown> | undefined> =>
  (env) => {
    if (isStopped(run, env) || run.free.size + run.again.length === 0) return TE.right(undefined);
    return pipe(
      awaitTurn(run.pacing),
      RTE.flatMap((): Program<Program<unknown> | undefined> => {
        const again = run.again.shift();
        return again === undefined
          ? pipe(
              nextPending(run),
              RTE.map((pending) => pending && runPending(run, pending)),
            )
          : RTE.right(runAgain(run, again));
      }),
    )(env);
  };

/** An order that is pending, as far as this process knows; `undefined` if none is left. */
const nextPending =
  (run: Running): Program<RecordedOrder | undefined> =>
  (env) => {
    if (run.free.size === 0) return TE.right(undefined);
    if (env.journal.take === undefined || run.isMixed) return TE.right(nextOwn(run));
    return pipe(
      takePending(run.batch)(env),
      TE.map((entry) => {
        if (entry === undefined) run.free.clear();
        const known = entry && run.orders.get(entry.key);
        if (entry === undefined || known === undefined) {
          // Another worker has added orders, whose requests are not known here.
          run.isMixed = entry !== undefined;
          return nextOwn(run);
        }
        run.free.delete(entry.key);
        return { order: known.order, entry };
      }),
    );
  };

/** The next order of the own list. */
const nextOwn = ({ free }: Running): RecordedOrder | undefined => {
  const [next] = free.values();
  if (next !== undefined) free.delete(next.entry.key);
  return next;
};

/** Starts an order again, unless another worker has: that run is waited for at the end. */
const runAgain = (run: Running, { order, entry }: RecordedOrder): Program<unknown> =>
  pipe(
    currentEntry(entry.key),
    RTE.flatMap((now): Program<unknown> => {
      const current = now ?? entry;
      return isBegun(current) ? RTE.right(undefined) : runKnown(run, { order, entry: current });
    }),
  );

/** Whether a start is under way, or its run is active, as far as the journal knows. */
export const isBegun = ({ state, ended }: JournalEntry): boolean =>
  state === 'sending' || (state === 'started' && ended === undefined);
