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

/** How long a deletion that continues after its answer may take, unless the caller sets a limit. */
export const goneWithinMs = 120_000;

/** The wait before each read; later ones are all as long as the last. */
const waits: readonly number[] = [0, 250, 500, 1_000, 2_000, 4_000, 8_000];
const longestMs = 8_000;

/** From this read on, an object that still exists may be one that the service silently keeps. */
const suspicious = 6;

export interface Deletion<Read, Kept> {
  readonly path: string;
  /** `NotFound` if the object is gone. */
  readonly read: ReaderTaskEither<Read, WorkflowError, unknown>;
  /** Whether the service will keep the object, although it reported success. */
  readonly isKept: ReaderTaskEither<Kept, WorkflowError, boolean>;
  readonly timeoutMs: number;
}

/**
 * Reads until the service answers 404 for a deleted object, the last time when the limit has passed. An object that the
 * service keeps, or that exists after the limit, is `NotApplied`.
 */
export const untilGone =
  <Read, Kept>({
    path,
    read,
    isKept,
    timeoutMs,
  }: Deletion<Read, Kept>): ReaderTaskEither<Read & Kept & HasClock & HasCancel, WorkflowError, void> =>
  (env) => {
    const since = env.clock.monotonic();
    type Next = E.Either<number, void>;
    return loop(0, (reads) => {
      const left = timeoutMs - (env.clock.monotonic() - since);
      if (reads > 0 && left <= 0) return TE.left<WorkflowError, Next>(stillThere(path, timeoutMs));
      const exists: TE.TaskEither<WorkflowError, Next> =
        reads < suspicious
          ? TE.right(E.left(reads + 1))
          : pipe(
              isKept(env),
              TE.flatMapEither((kept) => (kept ? E.left(notApplied([path])) : E.right(E.left(reads + 1)))),
            );
      const wait = Math.min(waits[reads] ?? longestMs, Math.max(0, left));
      return pipe(
        wait === 0 ? TE.right<WorkflowError, void>(undefined) : pause(wait)(env),
        TE.flatMap(() => read(env)),
        TE.matchE(
          (error): TE.TaskEither<WorkflowError, Next> =>
            error._tag === 'NotFound' ? TE.right(E.right(undefined)) : TE.left(error),
          () => exists,
        ),
        TE.mapLeft((error) =>
          error._tag === 'Aborted'
            ? { ...error, message: `${error.message}; ${path} is being deleted` }
            : error,
        ),
      );
    });
  };

const stillThere = (path: string, timeoutMs: number): WorkflowError => ({
  ...notApplied([path]),
  message: `the service accepted the deletion, but ${path} still exists after ${timeoutMs / 1_000} s: it is probably still being deleted`,
});
