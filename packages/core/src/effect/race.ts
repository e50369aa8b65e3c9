import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { HasCancel } from '../ports/cancel.js';
import { cancelScope } from './cancel-scope.js';

/**
 * Runs programs at once: the result is that of the first one to end, with a Right or a Left. The work of the others is
 * then canceled, and not awaited. This ends their waits only: runs that they wait for continue.
 *
 * @example
 * ```ts
 * const first = await race([
 *   pipe(awaitRun(job, run), RTE.map(() => 'the run has ended')),
 *   pipe(pause(60_000), RTE.map(() => 'it takes longer than a minute')),
 * ])(env)();
 * assert.equal(first.right, 'the run has ended');
 * ```
 */
export const race =
  <Env extends HasCancel, Err, A>(
    programs: readonly [ReaderTaskEither<Env, Err, A>, ...(readonly ReaderTaskEither<Env, Err, A>[])],
  ): ReaderTaskEither<Env, Err, A> =>
  (env) =>
  async () => {
    const scope = cancelScope(env.cancel);
    try {
      return await Promise.race(programs.map((program) => program({ ...env, cancel: scope.cancel })()));
    } finally {
      scope.close();
      scope.fire();
    }
  };
