import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/**
 * `flatMap`, `matchE`, `map` and `mapLeft` for the turns of a loop. Those of fp-ts tell two styles of calling apart
 * each time they are called, which is most of what a turn of a million costs.
 */
export const andThen =
  <A, Err2, B>(f: (a: A) => TaskEither<Err2, B>) =>
  <Err>(task: TaskEither<Err, A>): TaskEither<Err | Err2, B> =>
  async () => {
    const result = await task();
    return E.isLeft(result) ? result : f(result.right)();
  };

export const either =
  <Err, A, Err2, B>(onLeft: (error: Err) => TaskEither<Err2, B>, onRight: (a: A) => TaskEither<Err2, B>) =>
  (task: TaskEither<Err, A>): TaskEither<Err2, B> =>
  async () => {
    const result = await task();
    return (E.isLeft(result) ? onLeft(result.left) : onRight(result.right))();
  };

export const withRight =
  <A, B>(f: (a: A) => B) =>
  <Err>(task: TaskEither<Err, A>): TaskEither<Err, B> =>
  async () => {
    const result = await task();
    return E.isLeft(result) ? result : E.right(f(result.right));
  };

export const withLeft =
  <Err, Err2>(f: (error: Err) => Err2) =>
  <A>(task: TaskEither<Err, A>): TaskEither<Err2, A> =>
  async () =>
    leftOf(f)(await task());

/** The same for an Either. */
export const leftOf =
  <Err, Err2>(f: (error: Err) => Err2) =>
  <A>(either: Either<Err, A>): Either<Err2, A> =>
    E.isLeft(either) ? E.left(f(either.left)) : either;
