import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Aborted } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import * as E from 'fp-ts/lib/Either.js';
import { aborted } from '../errors/workflow-error.js';
import { leftOf } from './quick.js';

/** What makes up one turn of a wait. */
export interface TurnParts<Err, A, B> {
  /** Milliseconds before the look, `undefined` for a look at once; a Left ends the turn. */
  readonly delay: Either<Err, number | undefined>;
  readonly look: TaskEither<Err, A>;
  readonly onError: (error: Err) => Either<Err, B>;
  /** A result that is there already, or one that takes another program. */
  readonly onValue: (seen: A) => Either<Err, B> | TaskEither<Err, B>;
  /** What is noted on whatever error the turn ends with. */
  readonly note: (error: Err) => Err;
}

/**
 * One turn: waits, looks, and makes something of what it saw. The same as `pause`, `flatMap`, `matchE` and `mapLeft`,
 * in one function: each of those costs a promise or three, and a run may be looked at a million times.
 */
export const turn =
  <Err, A, B>({
    delay,
    look,
    onError,
    onValue,
    note,
  }: TurnParts<Err | Aborted, A, B>): ReaderTaskEither<HasClock & HasCancel, Err | Aborted, B> =>
  ({ clock, cancel }) =>
  async () => {
    if (E.isLeft(delay)) return E.left(note(delay.left));
    if (delay.right !== undefined) {
      await clock.sleep(delay.right, cancel)();
      if (cancel.aborted) return E.left(note(aborted(cancel.reason)));
    }
    const seen = await look();
    const made = E.isLeft(seen) ? onError(seen.left) : onValue(seen.right);
    return leftOf(note)(typeof made === 'function' ? await made() : made);
  };
