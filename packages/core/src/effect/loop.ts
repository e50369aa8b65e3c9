import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/**
 * Runs `step` until it answers with a result: Left is the next state, Right is the end. A plain loop, because
 * recursion in TaskEither keeps a pending promise for each turn; this one stays flat over a million turns.
 */
export const loop =
  <S, Err, A>(initial: S, step: (state: S) => TaskEither<Err, Either<S, A>>): TaskEither<Err, A> =>
  async () => {
    let state = initial;
    for (;;) {
      const turn = await step(state)();
      if (E.isLeft(turn)) return turn;
      if (E.isRight(turn.right)) return turn.right;
      state = turn.right.left;
    }
  };
