import type { Option } from 'fp-ts/lib/Option.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobRun } from '../domain/job-run.js';
import type { HasClock } from '../ports/clock.js';
import type { FindEnv } from './find-by-key.js';
import type { Start } from './start-once.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loop } from '../effect/loop.js';
import { pause } from '../effect/pause.js';
import { settleDelay } from '../policy/settle.js';
import { findByKey } from './find-by-key.js';

/** How much earlier than the request, by the clocks, a run may be that has lost its key. */
const slackMs = 2_000;

/** When a request was sent. */
export interface Sent {
  /** By the wall clock. */
  readonly sentAt: number;
  /** By the monotonic clock; absent when another process sent it. */
  readonly sentAtMonotonic?: number;
}

/**
 * Looks for the run of a request until the settle window is over, the last time exactly at its end; once in any case,
 * since a machine that slept may wake when it is over. None is no failure: the run may still come, or never. A look
 * that fails is a look that found nothing, and so is the wish to stop: in both cases nothing is known.
 */
export const settleStart =
  (
    start: Start,
    { sentAt, sentAtMonotonic }: Sent,
  ): ReaderTaskEither<FindEnv & HasClock, never, Option<JobRun>> =>
  (env) => {
    const begin = sentAtMonotonic ?? env.clock.monotonic() - Math.max(0, env.clock.now() - sentAt);
    const trace = { since: sentAt - slackMs, description: start.draft.description };
    type Turn = E.Either<number, Option<JobRun>>;
    return loop(0, (look) => {
      const elapsed = env.clock.monotonic() - begin;
      const delay = settleDelay(start.settle, look, elapsed) ?? (look === 0 ? 0 : undefined);
      if (delay === undefined) return TE.right<never, Turn>(E.right(O.none));
      return pipe(
        pause(delay)(env),
        TE.flatMap(() => findByKey(start.job, start.key, trace)(env)),
        TE.match(
          (error): Turn => (error._tag === 'Aborted' ? E.right(O.none) : E.left(look + 1)),
          (found): Turn => (O.isSome(found) ? E.right(found) : E.left(look + 1)),
        ),
        TE.fromTask,
      );
    });
  };
