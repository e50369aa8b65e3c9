import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/** The only wrapper of foreign promises. A throw or a rejection of `run` becomes a Left; `onThrow` must not throw. */
export const attempt =
  <Err, A>(run: () => Promise<A>, onThrow: (cause: unknown) => Err): TaskEither<Err, A> =>
  async () => {
    try {
      return E.right(await run());
    } catch (cause) {
      return E.left(onThrow(cause));
    }
  };

/** A task of the caller, which should not throw or reject but may. */
export const guarded =
  <Err, A>(make: () => TaskEither<Err, A>, onThrow: (cause: unknown) => Err): TaskEither<Err, A> =>
  async () => {
    try {
      return await make()();
    } catch (cause) {
      return E.left(onThrow(cause));
    }
  };
