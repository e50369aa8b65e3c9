import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

/**
 * The only door for foreign promises. Whatever `run` throws or rejects with becomes a Left; `onThrow` must be total.
 */
export const attempt =
  <Err, A>(run: () => Promise<A>, onThrow: (cause: unknown) => Err): TaskEither<Err, A> =>
  async () => {
    try {
      return E.right(await run());
    } catch (cause) {
      return E.left(onThrow(cause));
    }
  };
