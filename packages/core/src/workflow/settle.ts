import type { Option } from 'fp-ts/lib/Option.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';

type Program<Env, A> = ReaderTaskEither<Env, WorkflowError, A>;

/**
 * Settles a write that ended in doubt by looking at what is there. `look` gives the result if the write is in effect,
 * and none if it is not; then, or when looking fails as well, the first error stands. The write is never sent again.
 */
export const settleBy =
  <Look, A>(
    look: Program<Look, Option<A>>,
    doubtful: readonly WorkflowError['_tag'][] = ['OutcomeUnknown'],
  ) =>
  <Env>(write: Program<Env, A>): Program<Env & Look, A> =>
    pipe(
      write,
      RTE.orElse((error): Program<Env & Look, A> => {
        if (!doubtful.includes(error._tag)) return RTE.left(error);
        return pipe(
          look,
          RTE.orElse((): Program<Look, Option<A>> => RTE.right(O.none)),
          RTE.flatMapOption(
            (found) => found,
            () => error,
          ),
        );
      }),
    );

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
export const isGone = <Env>(read: Program<Env, unknown>): Program<Env, Option<void>> =>
  pipe(
    read,
    RTE.map((): Option<void> => O.none),
    RTE.orElse((error) => (error._tag === 'NotFound' ? RTE.right(O.some(undefined)) : RTE.left(error))),
  );
