import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { parallel } from '../effect/parallel.js';
import { theOnlyId } from './the-only.js';
import { searchName, type AssetType, type SearchEnv } from './search-assets.js';

type Program = ReaderTaskEither<SearchEnv, WorkflowError, string>;

/**
 * The id of the flow with exactly this name, of DataStage or StreamSets. No match is `NotFound`; several are
 * `AmbiguousName` with their ids. Only a search knows names of flows: a flow that it does not know yet is `NotFound`.
 *
 * Wire: `POST /v2/asset_types/{type}/search`, for both types of flows.
 *
 * @example
 * ```ts
 * const missing = await findFlow('Cargo totals')(env)();
 * assert.equal(missing.left._tag, 'NotFound');
 * ```
 */
export const findFlow = (name: string): Program => find('flow', ['data_intg_flow', 'streamsets_flow'], name);

/**
 * The id of the environment with exactly this name. No match is `NotFound`; several are `AmbiguousName` with their ids.
 * Only a search knows names of environments.
 *
 * Wire: `POST /v2/asset_types/environment/search`.
 *
 * @example
 * ```ts
 * const missing = await findEnvironment('Default DataStage PX')(env)();
 * assert.equal(missing.left._tag, 'NotFound');
 * ```
 */
export const findEnvironment = (name: string): Program => find('environment', ['environment'], name);

const find = (what: string, types: readonly AssetType[], name: string): Program =>
  pipe(
    parallel(types.length)(types, (type) => searchName(type, name)),
    RTE.flatMapEither((ids) => theOnlyId(what, name)(ids.flat())),
  );
