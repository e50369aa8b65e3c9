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

/** Waits before each read: a deletion that continues after its answer gets about eight seconds. */
const waits: readonly number[] = [0, 250, 500, 1_000, 2_000, 4_000];

/**
 * Reads until the service answers 404 for a deleted object. An object that still exists after the last read is
 * `NotApplied`: a service may silently keep a job with an active run.
 */
export const untilGone =
  <Env>(
    path: string,
    read: ReaderTaskEither<Env, WorkflowError, unknown>,
  ): ReaderTaskEither<Env & HasClock & HasCancel, WorkflowError, void> =>
  (env) =>
    loop(0, (reads) => {
      const wait = waits[reads];
      if (wait === undefined) return TE.left<WorkflowError, E.Either<number, void>>(notApplied([path]));
      return pipe(
        wait === 0 ? TE.right<WorkflowError, void>(undefined) : pause(wait)(env),
        TE.flatMap(() => read(env)),
        TE.map((): E.Either<number, void> => E.left(reads + 1)),
        TE.orElse((error) => (error._tag === 'NotFound' ? TE.right(E.right(undefined)) : TE.left(error))),
      );
    });
