import type { Reader } from 'fp-ts/lib/Reader.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { HasNames } from '../ports/names.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { attempt } from '../effect/attempt.js';

/** The id that was saved for a name. What fails in the port counts as not known. */
export const knownId =
  (name: string): Reader<HasNames, TaskEither<never, string | undefined>> =>
  ({ names }) =>
    names === undefined ? TE.right(undefined) : quiet(async () => names.find(name)(), undefined);

/** Saves the id of a name; `undefined` forgets the name. */
export const rememberId =
  (name: string, id: string | undefined): Reader<HasNames, TaskEither<never, void>> =>
  ({ names }) =>
    names === undefined ? TE.right(undefined) : quiet(async () => names.save(name, id)(), undefined);

const quiet = <A>(run: () => Promise<A>, otherwise: A): TaskEither<never, A> =>
  TE.orElse(() => TE.right(otherwise))(attempt(run, String));
