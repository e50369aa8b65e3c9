import type { Resource, ResourceList } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loop } from '../effect/loop.js';
import { call } from '../ports/jobs-api.js';
import { theOnlyId } from './the-only.js';

type Program<K extends 'listProjects' | 'listSpaces'> = ReaderTaskEither<
  HasApi<K> & HasCancel,
  WorkflowError,
  string
>;

/**
 * The id of the project with exactly this name. No match is `NotFound`; several are `AmbiguousName` with their ids.
 *
 * Wire: `GET /v2/projects?name=`, in pages of 100.
 *
 * @example
 * ```ts
 * const missing = await findProject('Harbour analytics')(env)();
 * assert.equal(missing.left._tag, 'NotFound');
 * ```
 */
export const findProject = (name: string): Program<'listProjects'> =>
  find('project', name, (query) => call('listProjects', { query }));

/**
 * The id of the deployment space with exactly this name. No match is `NotFound`; several are `AmbiguousName` with their
 * ids.
 *
 * Wire: `GET /v2/spaces?name=`, in pages of 100.
 *
 * @example
 * ```ts
 * const missing = await findSpace('Harbour deployments')(env)();
 * assert.equal(missing.left._tag, 'NotFound');
 * ```
 */
export const findSpace = (name: string): Program<'listSpaces'> =>
  find('space', name, (query) => call('listSpaces', { query }));

interface Query {
  readonly name: string;
  readonly limit: number;
  readonly skip: number;
}

const limit = 100;

/** The name is checked here: it may be a part of the name for the service, or be ignored. */
const find =
  <Env>(
    what: string,
    name: string,
    read: (query: Query) => ReaderTaskEither<Env, WorkflowError, ResourceList>,
  ): ReaderTaskEither<Env, WorkflowError, string> =>
  (env) =>
    pipe(
      loop(none, (seen) =>
        pipe(
          read({ name, limit, skip: seen.size })(env),
          TE.map(({ resources }) => {
            const all = new Map([...seen, ...resources.flatMap(entry)]);
            // The end, or a service that does not know `skip`.
            const isLast = resources.length < limit || all.size === seen.size;
            return isLast ? E.right(all) : E.left(all);
          }),
        ),
      ),
      TE.flatMapEither((all) =>
        theOnlyId(what, name)([...all].filter(([, each]) => each === name).map(([id]) => id)),
      ),
    );

/** Names by id. */
const none: ReadonlyMap<string, string | undefined> = new Map();

const entry = ({ metadata, entity }: Resource): readonly (readonly [string, string | undefined])[] => {
  const id = metadata.guid ?? metadata.id ?? undefined;
  return id === undefined ? [] : [[id, entity.name ?? undefined]];
};
