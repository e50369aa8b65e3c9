import type { Either } from 'fp-ts/lib/Either.js';
import type { IO } from 'fp-ts/lib/IO.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/**
 * A program that yields values and ends with a result: pages of jobs, or the states of a run and then its end. It is
 * a value: pulling it twice runs it twice, and nothing happens between two pulls.
 */
export type Stream<Env, Err, A, Result = void> = ReaderTaskEither<Env, Err, Chunk<Env, Err, A, Result>>;

/** The result of one pull: zero or more values, and the rest of the stream or, at the end, its result. */
export interface Chunk<Env, Err, A, Result> {
  readonly values: readonly A[];
  readonly next: Either<Stream<Env, Err, A, Result>, Result>;
}

/** The result of one step of `unfold`: values, and the next state (Left) or the result (Right). */
export interface Turn<S, A, Result> {
  readonly values: readonly A[];
  readonly next: Either<S, Result>;
}

/** Builds a stream from a state and a step. */
export const unfold =
  <S, Env, Err, A, Result>(
    step: (state: S) => ReaderTaskEither<Env, Err, Turn<S, A, Result>>,
  ): ((state: S) => Stream<Env, Err, A, Result>) =>
  (state) =>
  (env) =>
  async () => {
    const result = await step(state)(env)();
    if (E.isLeft(result)) return result;
    const { values, next } = result.right;
    return E.right({ values, next: pipe(next, E.mapLeft(unfold(step))) });
  };

/** Transforms each chunk of values, for maps and filters. */
export const mapValues =
  <A, B>(f: (values: readonly A[]) => readonly B[]) =>
  <Env, Err, Result>(stream: Stream<Env, Err, A, Result>): Stream<Env, Err, B, Result> =>
  (env) =>
    pipe(
      stream(env),
      TE.map((chunk) => ({ values: f(chunk.values), next: pipe(chunk.next, E.mapLeft(mapValues(f))) })),
    );

/** Continues after the end of a stream: with another stream (Left), or with another result (Right). */
export const andThen =
  <Env, Err, A, Result, End>(end: (result: Result) => Either<Stream<Env, Err, A, End>, End>) =>
  (stream: Stream<Env, Err, A, Result>): Stream<Env, Err, A, End> =>
  (env) =>
    pipe(
      stream(env),
      TE.map(({ values, next }) => ({
        values,
        next: E.isLeft(next) ? E.left(andThen(end)(next.left)) : end(next.right),
      })),
    );

/** The first `count` values; later ones are not requested. */
export const take =
  (count: number) =>
  <Env, Err, A>(stream: Stream<Env, Err, A>): Stream<Env, Err, A> =>
    count <= 0
      ? () => TE.right({ values: [], next: E.right(undefined) })
      : (env) =>
          pipe(
            stream(env),
            TE.map((chunk) => ({
              values: chunk.values.slice(0, count),
              next:
                chunk.values.length >= count
                  ? E.right(undefined)
                  : pipe(chunk.next, E.mapLeft(take(count - chunk.values.length))),
            })),
          );

/** Runs a stream to its end, passes each value to `onValue`, and returns its result. Memory does not grow. */
export const forEach =
  <A>(onValue: (value: A) => IO<void>) =>
  <Env, Err, Result>(stream: Stream<Env, Err, A, Result>): ReaderTaskEither<Env, Err, Result> =>
  (env) =>
  async () => {
    for (let rest = stream; ;) {
      const chunk = await rest(env)();
      if (E.isLeft(chunk)) return chunk;
      const { values, next } = chunk.right;
      for (const value of values) onValue(value)();
      if (E.isRight(next)) return next;
      rest = next.left;
    }
  };

/** Runs a stream to its end and returns all values. */
export const collect =
  <Env, Err, A>(stream: Stream<Env, Err, A>): ReaderTaskEither<Env, Err, readonly A[]> =>
  (env) =>
  () => {
    const all: A[] = [];
    const keep = (value: A) => () => void all.push(value);
    return pipe(
      forEach(keep)(stream)(env),
      TE.map(() => all),
    )();
  };

/** Like `collect`, until the values are enough: later ones are not requested. */
export const collectUntil =
  <A>(isEnough: (values: readonly A[]) => boolean) =>
  <Env, Err>(stream: Stream<Env, Err, A>): ReaderTaskEither<Env, Err, readonly A[]> =>
  (env) =>
  async () => {
    const all: A[] = [];
    for (let rest = stream; ;) {
      const chunk = await rest(env)();
      if (E.isLeft(chunk)) return chunk;
      const { values, next } = chunk.right;
      all.push(...values);
      if (E.isRight(next) || isEnough(all)) return E.right(all);
      rest = next.left;
    }
  };
