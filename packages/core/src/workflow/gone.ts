import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loop } from '../effect/loop.js';
import { pause } from '../effect/pause.js';
import { notApplied } from '../errors/workflow-error.js';

/** Waits before each look: a deletion that goes on after its answer gets some eight seconds. */
const waits: readonly number[] = [0, 250, 500, 1_000, 2_000, 4_000];

/**
 * Looks until the service no longer knows a thing that it said it deletes. One that is still there after the last
 * look is `NotApplied`: a job whose run goes on may be left alone without a word.
 */
export const untilGone =
  <Env>(
    path: string,
    read: ReaderTaskEither<Env, WorkflowError, unknown>,
  ): ReaderTaskEither<Env & HasClock & HasCancel, WorkflowError, void> =>
  (env) =>
    loop(0, (look) => {
      const wait = waits[look];
      if (wait === undefined) return TE.left<WorkflowError, E.Either<number, void>>(notApplied([path]));
      return pipe(
        wait === 0 ? TE.right<WorkflowError, void>(undefined) : pause(wait)(env),
        TE.flatMap(() => read(env)),
        TE.map((): E.Either<number, void> => E.left(look + 1)),
        TE.orElse((error) => (error._tag === 'NotFound' ? TE.right(E.right(undefined)) : TE.left(error))),
      );
    });
