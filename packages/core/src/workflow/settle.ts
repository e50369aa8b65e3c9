import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasRandom } from '../ports/random.js';
import type { HasRetry } from '../ports/retry.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loop } from '../effect/loop.js';
import { pause } from '../effect/pause.js';
import { withOverrides } from '../policy/overrides.js';
import { defaultRetry, resendPolicy } from '../policy/retry.js';

type Program<Env, A> = ReaderTaskEither<Env, WorkflowError, A>;

/** The ports that a write needs if a lost answer is settled by a read and a repeated request. */
export type HasPatience = HasClock & HasRandom & HasRetry & HasCancel;

/** A write whose outcome is in doubt. */
export interface Doubt {
  readonly error: WorkflowError;
  /** 1 for the first request. */
  readonly attempt: number;
}

/**
 * What a read shows about a write. Right: its result, it took effect. Left: the milliseconds until it is sent again,
 * or `undefined` if it must not be.
 */
export type Check<A> = Either<number | undefined, A>;

interface Attempts {
  readonly attempt: number;
  /** The first error after which the outcome of the write is unknown. */
  readonly open: WorkflowError | undefined;
}

/**
 * Settles a write whose answer was lost by reading the current state: the write is sent again only if it did not take
 * effect. Once one request may have succeeded, the outcome stays unknown after every later error. If the read fails or
 * no attempts remain, the outcome stays unknown, whatever the answer to the last request was.
 */
export const settleBy =
  <Read, A>(
    check: (doubt: Doubt) => Program<Read, Check<A>>,
    doubtful: readonly WorkflowError['_tag'][] = ['OutcomeUnknown'],
  ) =>
  <Env>(write: Program<Env, A>): Program<Env & Read & HasClock & HasCancel, A> =>
  (env) => {
    const settle = (error: WorkflowError, { attempt, open }: Attempts): Next<A> => {
      if (open === undefined && !doubtful.includes(error._tag)) return TE.left(error);
      const stillOpen = open ?? (error.outcome === 'unknown' ? error : undefined);
      const final = open === undefined ? error : afterAll(open, error);
      return pipe(
        check({ error, attempt })(env),
        TE.orElse((): TaskEither<WorkflowError, Check<A>> => TE.right(E.left(undefined))),
        TE.flatMap((checked): Next<A> => {
          if (E.isRight(checked)) return TE.right(checked);
          if (checked.left === undefined) return TE.left(final);
          return pipe(
            pause(checked.left)(env),
            TE.bimap(
              () => final,
              () => E.left({ attempt: attempt + 1, open: stillOpen }),
            ),
          );
        }),
      );
    };
    return loop<Attempts, WorkflowError, A>({ attempt: 1, open: undefined }, (attempts) =>
      pipe(
        write(env),
        TE.map((result): Either<Attempts, A> => E.right(result)),
        TE.orElse((error) => settle(error, attempts)),
      ),
    );
  };

type Next<A> = TaskEither<WorkflowError, Either<Attempts, A>>;

/**
 * The error after a request that followed one in doubt. A refusal is more useful than a lost answer, so it is reported;
 * the outcome is unknown in both cases, since the first request may still arrive.
 */
const afterAll = (open: WorkflowError, last: WorkflowError): WorkflowError => {
  if (last.outcome !== 'rejected' && last._tag !== 'NotApplied') return open;
  const message = `${last.message}; an earlier request, whose answer was lost, may have succeeded`;
  return { ...last, message, outcome: 'unknown' };
};

/** The wait before a write that did not take effect is sent again; `undefined` unless its outcome was unknown. */
export const again =
  ({ error, attempt }: Doubt) =>
  ({ random, retry }: HasRandom & HasRetry): number | undefined =>
    error._tag === 'OutcomeUnknown'
      ? resendPolicy(withOverrides(defaultRetry, retry))({ attempt, error, random: random() })
      : undefined;

/** A read after a successful write. If it fails, the outcome is unknown, since the write itself was sent. */
export const afterWrite = <Env, A>(read: Program<Env, A>): Program<Env, A> =>
  pipe(
    read,
    RTE.mapLeft((error) => ({ ...error, outcome: 'unknown' as const })),
  );

/** Checks a deletion: it took effect if the service answers 404. */
export const isGone =
  <Env>(read: Program<Env, unknown>) =>
  (doubt: Doubt): Program<Env & HasRandom & HasRetry, Check<void>> =>
  (env) =>
    pipe(
      read(env),
      TE.map((): Check<void> => E.left(again(doubt)(env))),
      TE.orElse((error) => (error._tag === 'NotFound' ? TE.right(E.right(undefined)) : TE.left(error))),
    );
