import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/**
 * `bimap`, `flatMapEither` and `mapLeft` for what runs a million times. Those of fp-ts tell two styles of calling apart each time they
 * are called, and make three promises where one will do.
 */
export const withBoth =
  <Err, Err2, A, B>(onLeft: (error: Err) => Err2, onRight: (a: A) => B) =>
  (task: TaskEither<Err, A>): TaskEither<Err2, B> =>
  async () => {
    const result = await task();
    return E.isLeft(result) ? E.left(onLeft(result.left)) : E.right(onRight(result.right));
  };

export const withEither =
  <A, Err2, B>(f: (a: A) => Either<Err2, B>) =>
  <Err>(task: TaskEither<Err, A>): TaskEither<Err | Err2, B> =>
  async () => {
    const result = await task();
    return E.isLeft(result) ? result : f(result.right);
  };

/** The same for the Left of an Either. */
export const leftOf =
  <Err, Err2>(f: (error: Err) => Err2) =>
  <A>(either: Either<Err, A>): Either<Err2, A> =>
    E.isLeft(either) ? E.left(f(either.left)) : either;
