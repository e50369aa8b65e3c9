import type { AssetUsage } from '@wxdi/bindings';
import type { Quirks } from './quirks.js';
import type { Scope } from './state.js';
import { uuid7 } from './ids.js';
import { compact, isoSeconds, type JsonObject } from './wire.js';

interface Described {
  readonly id: string;
  readonly scope: Scope;
  readonly name: string;
  readonly description: string | undefined;
  readonly createdAt: number;
}

/** `row`: in a list. `single`: GET. `rich`: response to POST and PATCH. */
export type Form = 'row' | 'single' | 'rich';

export const ownerId = (quirks: Quirks): string =>
  quirks.dialect === '2020' ? '1000330999' : 'IBMid-0000SIMULATOR';

const usage = (owner: string, at: number): AssetUsage => ({
  last_updated_at: isoSeconds(at),
  last_updater_id: owner,
  last_update_time: at,
  last_accessed_at: isoSeconds(at),
  last_access_time: at,
  last_accessor_id: owner,
  access_count: 0,
});

/** Lists of 2026 omit the description; in 2020 it is always present, even if empty. */
const description = (asset: Described, form: Form, quirks: Quirks): string | undefined => {
  if (quirks.dialect === '2020') return asset.description ?? '';
  return form === 'row' && quirks.dialect === '2026' ? undefined : asset.description;
};

/** `version` is 0 in lists and 2 elsewhere: it is not a counter. */
export const jobMetadata = (asset: Described, updatedAt: number, form: Form, quirks: Quirks): JsonObject =>
  form === 'rich'
    ? richMetadata(asset, updatedAt, 'job', quirks)
    : compact({
        name: asset.name,
        description: description(asset, form, quirks),
        asset_id: asset.id,
        owner_id: ownerId(quirks),
        version: form === 'row' ? 0 : 2,
      });

/** `created` is 0 in every list row, while `created_at` is correct. */
export const runMetadata = (asset: Described, updatedAt: number, form: Form, quirks: Quirks): JsonObject =>
  form === 'rich'
    ? richMetadata(asset, updatedAt, 'job_run', quirks)
    : compact({
        name: asset.name,
        description: description(asset, form, quirks),
        asset_id: asset.id,
        owner_id: ownerId(quirks),
        created: form === 'row' ? 0 : asset.createdAt,
        created_at: isoSeconds(asset.createdAt),
        usage:
          quirks.dialect === '2020'
            ? undefined
            : { last_update_time: updatedAt, last_updated_at: isoSeconds(updatedAt) },
      });

const richMetadata = (
  asset: Described,
  updatedAt: number,
  assetType: 'job' | 'job_run',
  quirks: Quirks,
): JsonObject => {
  const owner = ownerId(quirks);
  const project = asset.scope.kind === 'project' ? asset.scope.id : undefined;
  return compact({
    rov: { mode: 0, collaborator_ids: {} },
    project_id: project,
    sandbox_id: project,
    space_id: asset.scope.kind === 'space' ? asset.scope.id : undefined,
    usage: usage(owner, updatedAt),
    name: asset.name,
    description: description(asset, 'rich', quirks),
    tags: quirks.dialect === '2020' ? [] : undefined,
    asset_type: assetType,
    origin_country: 'us',
    rating: 0,
    total_ratings: 0,
    catalog_id: uuid7(asset.scope.id, 0, 0),
    created: asset.createdAt,
    created_at: isoSeconds(asset.createdAt),
    owner_id: owner,
    size: 0,
    version: 2,
    asset_state: 'available',
    asset_attributes: [assetType],
    asset_id: asset.id,
    asset_category: 'USER',
    creator_id: quirks.dialect === '2020' ? undefined : owner,
  });
};

export const href = (asset: Described): string =>
  `/v2/assets/${asset.id}?${asset.scope.kind}_id=${encodeURIComponent(asset.scope.id)}`;

/** `project_name` in projects, `space_name` in spaces; in 2020, projects had neither. */
export const scopeName = (scope: Scope, quirks: Quirks): JsonObject =>
  scope.kind === 'space'
    ? { space_name: scope.name }
    : quirks.dialect === '2020'
      ? {}
      : { project_name: scope.name };
