import type { Option } from 'fp-ts/lib/Option.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { SettleSettings } from '../policy/settle.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loop } from '../effect/loop.js';
import { pause } from '../effect/pause.js';
import { settleDelay } from '../policy/settle.js';

/** When a request was sent. */
export interface Sent {
  /** Wall clock. */
  readonly sentAt: number;
  /** Monotonic clock; absent if another process sent the request. */
  readonly sentAtMonotonic?: number | undefined;
  /** How long ago it was sent, by the clock of the journal. */
  readonly ageMs?: number | undefined;
}

/** How long ago a request was sent, in milliseconds. */
export const ageOf = ({ sentAt, ageMs }: Sent, now: number): number => Math.max(0, ageMs ?? now - sentAt);

/**
 * Repeats a search for the run of a request until the settle window ends, the last time exactly at its end; at least
 * once, since a machine may sleep past the end. Finding no run is not a failure: the run may still appear. A search
 * that fails, and an abort, count as "not found".
 */
export const settleStart =
  <Env, A>(
    settings: SettleSettings,
    sent: Sent,
    search: ReaderTaskEither<Env, WorkflowError, Option<A>>,
  ): ReaderTaskEither<Env & HasClock & HasCancel, never, Option<A>> =>
  (env) => {
    const begin = sent.sentAtMonotonic ?? env.clock.monotonic() - ageOf(sent, env.clock.now());
    type Next = E.Either<number, Option<A>>;
    return loop(0, (searches) => {
      const elapsed = env.clock.monotonic() - begin;
      const delay = settleDelay(settings, searches, elapsed) ?? (searches === 0 ? 0 : undefined);
      if (delay === undefined) return TE.right<never, Next>(E.right(O.none));
      return pipe(
        pause(delay)(env),
        TE.flatMap(() => search(env)),
        TE.match(
          (error): Next => (error._tag === 'Aborted' ? E.right(O.none) : E.left(searches + 1)),
          (found): Next => (O.isSome(found) ? E.right(found) : E.left(searches + 1)),
        ),
        TE.fromTask,
      );
    });
  };
