import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasJournal, JournalPace } from '../ports/journal.js';
import type { HasThrottle } from '../ports/throttle.js';
import type * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { batchPrefix } from '../batch/batch.js';
import { guarded } from '../effect/attempt.js';
import { during } from '../effect/during.js';
import { pause } from '../effect/pause.js';
import { broken, unusable } from './journal-steps.js';

/** The pace of the starts of a batch. */
export interface Pacing {
  readonly batch: string;
  /** Starts per minute, at most; `undefined` for no limit. */
  readonly perMinute: number | undefined;
  /** When this process may start the next run, by the monotonic clock, if the journal has no pace. */
  next: number;
  /** Until when starts are held, by the monotonic clock, as the journal answered last. */
  asked?: { readonly at: number; readonly until: Promise<E.Either<WorkflowError, number>> };
}

/** How often a process asks whether starts are held. */
const askEveryMs = 2_000;

type Program<A> = ReaderTaskEither<HasJournal & HasClock & HasCancel, WorkflowError, A>;

/** Waits until the next start is allowed, for all workers that share the journal. */
export const awaitTurn =
  (pacing: Pacing): Program<void> =>
  (env) =>
    pipe(
      turnAt(pacing)(env),
      TE.flatMap((at) => {
        const ms = at - env.clock.monotonic();
        return ms > 0 ? pause(ms)(env) : TE.right(undefined);
      }),
    );

/** When the next start is allowed, by the monotonic clock. */
const turnAt =
  (pacing: Pacing): Program<number> =>
  (env) => {
    const { pace } = env.journal;
    if (pace === undefined) return TE.fromIO(() => ownTurn(pacing, env.clock.monotonic()));
    return pacing.perMinute === undefined ? heldUntil(pacing, pace)(env) : sharedTurn(pacing, pace)(env);
  };

const everyMs = ({ perMinute }: Pacing): number => (perMinute === undefined ? 0 : 60_000 / perMinute);

const ownTurn = (pacing: Pacing, now: number): number => {
  const at = Math.max(now, pacing.next);
  pacing.next = at + everyMs(pacing);
  return at;
};

const sharedTurn =
  (pacing: Pacing, pace: JournalPace): Program<number> =>
  ({ clock }) =>
    pipe(
      guarded(() => pace.turn(batchPrefix(pacing.batch), everyMs(pacing)), broken),
      TE.bimap(unusable, (ms) => clock.monotonic() + ms),
    );

/** Without a limit of its own, a process asks once in two seconds for all its starts. */
const heldUntil =
  (pacing: Pacing, pace: JournalPace): Program<number> =>
  (env) => {
    const now = env.clock.monotonic();
    if (pacing.asked === undefined || now - pacing.asked.at >= askEveryMs)
      pacing.asked = { at: now, until: sharedTurn(pacing, pace)(env)() };
    const { until } = pacing.asked;
    return () => until;
  };

/** While a program runs, a wait that the service asks this process for holds the starts of all workers of the batch. */
export const holdingAll = (batch: string) =>
  during(({ journal: { pace }, onThrottled }: HasJournal & HasThrottle) =>
    pace === undefined
      ? undefined
      : onThrottled?.((ms) => {
          void guarded(() => pace.hold(batchPrefix(batch), ms), broken)();
        }),
  );
