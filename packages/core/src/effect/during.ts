import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';

/** Calls `begin` before a program, and the function that it returns after it, however the program ends. */
export const during =
  <Needed>(begin: (env: Needed) => (() => void) | undefined) =>
  <Env extends Needed, Err, A>(program: ReaderTaskEither<Env, Err, A>): ReaderTaskEither<Env, Err, A> =>
  (env) =>
  async () => {
    const end = begin(env);
    try {
      return await program(env)();
    } finally {
      end?.();
    }
  };
