import type { Option } from 'fp-ts/lib/Option.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobRun } from '../domain/job-run.js';
import type { HasClock } from '../ports/clock.js';
import type { FindEnv } from './find-by-key.js';
import type { StartPlan } from './start-plan.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loop } from '../effect/loop.js';
import { pause } from '../effect/pause.js';
import { settleDelay } from '../policy/settle.js';
import { findByKey } from './find-by-key.js';

/** Tolerance between the clocks of the client and the service for a run that lost its key. */
const slackMs = 2_000;

/** When a request was sent. */
export interface Sent {
  /** Wall clock. */
  readonly sentAt: number;
  /** Monotonic clock; absent if another process sent the request. */
  readonly sentAtMonotonic?: number | undefined;
}

/**
 * Searches the run of a request until the settle window ends, the last time exactly at its end; at least once, since a
 * machine may sleep past the end. Finding no run is not a failure: the run may still appear. A search that fails, and
 * an abort, count as "not found".
 */
export const settleStart =
  (
    start: StartPlan,
    { sentAt, sentAtMonotonic }: Sent,
  ): ReaderTaskEither<FindEnv & HasClock, never, Option<JobRun>> =>
  (env) => {
    const begin = sentAtMonotonic ?? env.clock.monotonic() - Math.max(0, env.clock.now() - sentAt);
    const trace = { since: sentAt - slackMs, description: start.draft.description };
    type Next = E.Either<number, Option<JobRun>>;
    return loop(0, (searches) => {
      const elapsed = env.clock.monotonic() - begin;
      const delay = settleDelay(start.settle, searches, elapsed) ?? (searches === 0 ? 0 : undefined);
      if (delay === undefined) return TE.right<never, Next>(E.right(O.none));
      return pipe(
        pause(delay)(env),
        TE.flatMap(() => findByKey(start.job, start.key, trace)(env)),
        TE.match(
          (error): Next => (error._tag === 'Aborted' ? E.right(O.none) : E.left(searches + 1)),
          (found): Next => (O.isSome(found) ? E.right(found) : E.left(searches + 1)),
        ),
        TE.fromTask,
      );
    });
  };
