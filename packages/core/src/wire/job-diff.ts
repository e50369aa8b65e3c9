import type { Job, JsonPatchOperation } from '@wxdi/bindings';
import type { JsonObject } from '../domain/json.js';
import { isJsonObject, jsonEquals } from '../domain/json.js';
import { escapeSegment, saysNothing, valueAt } from './json-patch.js';

/** The paths that the service is known to take in a patch, less the members of the configuration. */
const patchable = [
  '/metadata/name',
  '/metadata/description',
  '/entity/job/schedule',
  '/entity/job/schedule_info',
  '/entity/job/retention_policy',
  '/entity/job/notification_types',
  '/entity/job/parameter_sets',
  '/entity/job/job_parameters',
] as const;

const configuration = '/entity/job/configuration';

/**
 * The smallest RFC 6902 patch from one version of a job to another: an operation for each value that differs, none
 * for one that only says nothing in another way. What a patch cannot change, such as the asset, is not compared.
 */
export const jobDiff = (before: Job, after: Job): readonly JsonPatchOperation[] => [
  ...patchable.flatMap((path) => change(path, valueAt(before, path), valueAt(after, path))),
  ...configurationDiff(object(valueAt(before, configuration)), object(valueAt(after, configuration))),
];

const object = (u: unknown): JsonObject => (isJsonObject(u) ? u : {});

/** `add` puts a value where there may be none, and replaces one that is there; a value goes by being set to null. */
const change = (path: string, before: unknown, after: unknown): readonly JsonPatchOperation[] => {
  if (jsonEquals(before, after) || (saysNothing(before) && saysNothing(after))) return [];
  return [{ op: before === undefined ? 'add' : 'replace', path, value: after ?? null }];
};

/**
 * Changed members one by one. Where a member goes, the whole configuration is replaced instead: nothing is known of
 * the service that says that `remove` works.
 */
const configurationDiff = (before: JsonObject, after: JsonObject): readonly JsonPatchOperation[] =>
  Object.keys(before).some((member) => !Object.hasOwn(after, member))
    ? [{ op: 'replace', path: configuration, value: after }]
    : Object.keys(after).flatMap((member) =>
        jsonEquals(before[member], after[member])
          ? []
          : [
              {
                op: Object.hasOwn(before, member) ? ('replace' as const) : ('add' as const),
                path: `${configuration}/${escapeSegment(member)}`,
                value: after[member],
              },
            ],
      );
