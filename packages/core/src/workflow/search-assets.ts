import type { AssetSearch, AssetSearchPage, FoundAsset } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi, HasUnreadable } from '../ports/jobs-api.js';
import type { HasScope } from '../ports/scope.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { call } from '../ports/jobs-api.js';
import { nameQuery } from '../wire/lucene.js';

/** Types of assets that are searched for. */
export type AssetType = 'job' | 'job_run' | FlowType | 'environment' | 'parameter_set';

/** The types of flows that are searched for by name. */
export type FlowType = 'data_intg_flow' | 'streamsets_flow';

export type SearchEnv = HasApi<'searchAssets'> & HasScope & HasCancel;

/** The page size of a search, which is its largest as far as known. */
export const searchPageSize = 200;

/** One page of a search. */
export const searchPage = (
  type: string,
  body: AssetSearch,
): ReaderTaskEither<HasApi<'searchAssets'> & HasCancel, WorkflowError, AssetSearchPage & HasUnreadable> =>
  call('searchAssets', { path: { asset_type: type }, body });

/** An asset that a search found by its name. */
export interface NamedAsset {
  readonly id: string;
  readonly name: string;
}

/** The assets of a type whose names have the words of this name, in its order, by one request. The index may lag. */
export const searchWords =
  (type: string, name: string): ReaderTaskEither<SearchEnv, WorkflowError, readonly NamedAsset[]> =>
  (env) =>
    pipe(
      searchPage(type, { query: nameQuery(name), limit: searchPageSize })(env),
      TE.map(({ results }) => {
        const own = results.filter((row) => isInScope(env, row));
        const byId = new Map(own.map(({ metadata }) => [metadata.asset_id, metadata.name]));
        return [...byId].map(([id, found]) => ({ id, name: found }));
      }),
    );

/**
 * The ids of the assets with exactly this name, by one request: a phrase may match others, which are left out. The index
 * may lag, so an asset may be missing, or have another name by now.
 */
export const searchName = (
  type: AssetType,
  name: string,
): ReaderTaskEither<SearchEnv, WorkflowError, readonly string[]> =>
  pipe(
    searchWords(type, name),
    RTE.map((found) => found.filter((each) => each.name === name).map(({ id }) => id)),
  );

/** Whether an asset is in the project or space of the call, as far as the row states it. */
export const isInScope = ({ scope }: HasScope, { metadata }: Pick<FoundAsset, 'metadata'>): boolean =>
  scope === undefined ||
  ('project_id' in scope
    ? (metadata.project_id ?? scope.project_id) === scope.project_id
    : (metadata.space_id ?? scope.space_id) === scope.space_id);

/**
 * Whether the lists can answer after this error of a search: the service answered, but not to the question. Not after
 * 401 and 429, nor without an answer: the lists would fail as well.
 */
export const canAskLists = (error: WorkflowError): boolean => {
  const status = error.request?.status;
  return status !== undefined && status !== 401 && status !== 429;
};

/** What a search found, or `undefined` where the lists have to answer. */
export const orLists = <Env, A>(
  search: ReaderTaskEither<Env, WorkflowError, A>,
): ReaderTaskEither<Env, WorkflowError, A | undefined> =>
  pipe(
    search,
    RTE.orElseW((error) => (canAskLists(error) ? RTE.right(undefined) : RTE.left(error))),
  );
