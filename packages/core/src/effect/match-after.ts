import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/**
 * Runs `before` and then `main`, and continues with the result or with the error of either. In one async function, since
 * each `flatMap` or `matchE` costs several promise jobs, which counts in the step of a loop.
 */
export const matchAfter =
  <Err, A, B>(
    before: TaskEither<Err, unknown>,
    main: TaskEither<Err, A>,
    onLeft: (error: Err) => TaskEither<Err, B>,
    onRight: (value: A) => TaskEither<Err, B>,
  ): TaskEither<Err, B> =>
  async () => {
    const waited = await before();
    const result: Either<Err, A> = E.isLeft(waited) ? waited : await main();
    return await (E.isLeft(result) ? onLeft(result.left) : onRight(result.right))();
  };
