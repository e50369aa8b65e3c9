import type { AssetSearch, FoundAsset } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { parseJson } from '../domain/json-text.js';
import { collect } from '../effect/stream.js';
import { pages } from './pages.js';
import { isInScope, searchPage, searchPageSize, type AssetType, type SearchEnv } from './search-assets.js';

/** The names of assets by id, without those that several assets of the type have. */
export type AssetNames = ReadonlyMap<string, string>;

/**
 * The names of all assets of a type, by searching for them. The index may lag, so a new asset may be missing.
 *
 * Wire: all pages of `POST /v2/asset_types/{type}/search`.
 */
export const assetNames =
  (type: AssetType): ReaderTaskEither<SearchEnv, WorkflowError, AssetNames> =>
  (env) =>
    pipe(
      collect(
        pages(
          (next) => searchPage(type, next === undefined ? all : (parseJson(next) as AssetSearch)),
          (row: FoundAsset) => ({ id: row.metadata.asset_id, row }),
        ),
      )(env),
      TE.map((found) => uniqueNames(found.map(({ row }) => row).filter((row) => isInScope(env, row)))),
    );

const all: AssetSearch = { query: '*:*', limit: searchPageSize };

const uniqueNames = (rows: readonly FoundAsset[]): AssetNames => {
  const names = new Map(rows.map(({ metadata }) => [metadata.asset_id, metadata.name]));
  const counts = new Map<string, number>();
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...names].filter(([, name]) => counts.get(name) === 1));
};
