import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { HasCancel } from '../ports/cancel.js';
import * as E from 'fp-ts/lib/Either.js';
import { cancelScope } from './cancel-scope.js';

/**
 * Runs a program for each item, at most `limit` at once, and returns the results in the order of the items. On the
 * first Left, running siblings are canceled and awaited, and no other item is started.
 */
export const parallel =
  (limit: number) =>
  <A, Env extends HasCancel, Err, B>(
    items: readonly A[],
    program: (item: A, index: number) => ReaderTaskEither<Env, Err, B>,
  ): ReaderTaskEither<Env, Err, readonly B[]> =>
  (env) =>
  async () => {
    const scope = cancelScope(env.cancel);
    const inner = { ...env, cancel: scope.cancel };
    const results = new Array<B>(items.length);
    let next = 0;
    let failed: E.Left<Err> | undefined;
    const worker = async (): Promise<void> => {
      while (failed === undefined && next < items.length) {
        const index = next++;
        const result = await program(items[index] as A, index)(inner)();
        if (E.isRight(result)) results[index] = result.right;
        else if (failed === undefined) {
          failed = result;
          scope.fire();
        }
      }
    };
    try {
      const workers = Math.max(1, Math.min(Math.floor(limit) || 1, items.length));
      await Promise.all(Array.from({ length: workers }, worker));
    } finally {
      scope.close();
    }
    return failed ?? E.right(results);
  };
