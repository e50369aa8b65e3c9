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
import { defaultRetry, resendPolicy } from '../policy/retry.js';

type Program<Env, A> = ReaderTaskEither<Env, WorkflowError, A>;

/** What a write needs that is settled by looking and may be sent again. */
export type HasPatience = HasClock & HasRandom & HasRetry & HasCancel;

/** A write that ended in doubt. */
export interface Doubt {
  readonly error: WorkflowError;
  /** 1 for the first request. */
  readonly attempt: number;
}

/**
 * What a look says of a write: Right, its result, if it is in effect; else Left, the milliseconds after which it is
 * sent again, or `undefined` where it must not be.
 */
export type Sight<A> = Either<number | undefined, A>;

interface Attempts {
  readonly attempt: number;
  /** The first error that left it open whether the write is in effect. */
  readonly open?: WorkflowError;
}

/**
 * Settles a write that ended in doubt by looking at what is there: the write is sent again only if it is not in
 * effect. Once one request may have been carried out, every later error is in doubt. Where looking fails as well, or
 * the attempts are used up, the outcome stays as unknown as it was, whatever is told of the last request.
 */
export const settleBy =
  <Look, A>(
    look: (doubt: Doubt) => Program<Look, Sight<A>>,
    doubtful: readonly WorkflowError['_tag'][] = ['OutcomeUnknown'],
  ) =>
  <Env>(write: Program<Env, A>): Program<Env & Look & HasClock & HasCancel, A> =>
  (env) => {
    const settle = (error: WorkflowError, { attempt, open }: Attempts): Turn<A> => {
      if (open === undefined && !doubtful.includes(error._tag)) return TE.left(error);
      const left = open ?? (error.outcome === 'unknown' ? error : undefined);
      const stands = open === undefined ? error : afterAll(open, error);
      return pipe(
        look({ error, attempt })(env),
        TE.orElse((): TaskEither<WorkflowError, Sight<A>> => TE.right(E.left(undefined))),
        TE.flatMap((sight): Turn<A> => {
          if (E.isRight(sight)) return TE.right(sight);
          if (sight.left === undefined) return TE.left(stands);
          const next = { attempt: attempt + 1, ...(left === undefined ? {} : { open: left }) };
          return pipe(
            pause(sight.left)(env),
            TE.bimap(
              () => stands,
              () => E.left(next),
            ),
          );
        }),
      );
    };
    return loop<Attempts, WorkflowError, A>({ attempt: 1 }, (attempts) =>
      pipe(
        write(env),
        TE.map((result): Either<Attempts, A> => E.right(result)),
        TE.orElse((error) => settle(error, attempts)),
      ),
    );
  };

type Turn<A> = TaskEither<WorkflowError, Either<Attempts, A>>;

/**
 * What is told when a request came after one that is in doubt: what the service said to it, if it said anything, for
 * that is of more use than a lost answer; but the first may still arrive, so that the outcome is unknown all the same.
 */
const afterAll = (open: WorkflowError, last: WorkflowError): WorkflowError => {
  if (last.outcome !== 'rejected' && last._tag !== 'NotApplied') return open;
  const message = `${last.message}; an earlier request, whose answer was lost, may yet have been carried out`;
  return { ...last, message, outcome: 'unknown' };
};

/** The wait before a write that is not in effect is sent again; none after an error that left nothing open. */
export const again =
  ({ error, attempt }: Doubt) =>
  ({ random, retry }: HasRandom & HasRetry): number | undefined =>
    error._tag === 'OutcomeUnknown'
      ? resendPolicy({ ...defaultRetry, ...retry })({ attempt, error, random: random() })
      : undefined;

/**
 * A look after a write that was answered well. When it fails, the write has happened all the same: whatever the error
 * says of the look, nobody may take the write for one that was not sent.
 */
export const afterWrite = <Env, A>(look: Program<Env, A>): Program<Env, A> =>
  pipe(
    look,
    RTE.mapLeft((error) => ({ ...error, outcome: 'unknown' as const })),
  );

/** A look at something that should be gone: in effect if the service does not know it any more. */
export const isGone =
  <Env>(read: Program<Env, unknown>) =>
  (doubt: Doubt): Program<Env & HasRandom & HasRetry, Sight<void>> =>
  (env) =>
    pipe(
      read(env),
      TE.map((): Sight<void> => E.left(again(doubt)(env))),
      TE.orElse((error) => (error._tag === 'NotFound' ? TE.right(E.right(undefined)) : TE.left(error))),
    );
