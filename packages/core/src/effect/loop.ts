import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/**
 * Runs `step` until it returns a result: Left is the next state, Right is the result. Recursion in TaskEither keeps a
 * pending promise per step; this loop needs constant memory.
 */
export const loop =
  <S, Err, A>(initial: S, step: (state: S) => TaskEither<Err, Either<S, A>>): TaskEither<Err, A> =>
  async () => {
    let state = initial;
    for (;;) {
      const next = await step(state)();
      if (E.isLeft(next)) return next;
      if (E.isRight(next.right)) return next.right;
      state = next.right.left;
    }
  };
