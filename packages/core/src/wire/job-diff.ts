import type { Job, JsonPatchOperation } from '@wxdi/bindings';
import type { JsonObject } from '../domain/json.js';
import { isJsonObject, jsonEquals } from '../domain/json.js';
import { escapeSegment, isEmpty, valueAt } from './json-patch.js';

/** The paths that the service accepts in a patch, besides the members of the configuration. */
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
 * The smallest RFC 6902 patch between two versions of a job: one operation per different value; two forms of "no
 * value" are equal. Members that a patch cannot change, such as the asset, are not compared.
 */
export const jobDiff = (before: Job, after: Job): readonly JsonPatchOperation[] => [
  ...patchable.flatMap((path) => change(path, valueAt(before, path), valueAt(after, path))),
  ...configurationDiff(object(valueAt(before, configuration)), object(valueAt(after, configuration))),
];

const object = (u: unknown): JsonObject => (isJsonObject(u) ? u : {});

/** `add` creates or replaces a value; a value is removed by setting it to null. */
const change = (path: string, before: unknown, after: unknown): readonly JsonPatchOperation[] => {
  if (jsonEquals(before, after) || (isEmpty(before) && isEmpty(after))) return [];
  return [{ op: before === undefined ? 'add' : 'replace', path, value: after ?? null }];
};

/**
 * One operation per changed member; null and absent are equal. If a member is removed, the whole configuration is replaced instead: it is unknown
 * whether the service supports `remove`.
 */
const configurationDiff = (before: JsonObject, after: JsonObject): readonly JsonPatchOperation[] =>
  Object.keys(before).some((member) => (before[member] ?? null) !== null && !Object.hasOwn(after, member))
    ? [{ op: 'replace', path: configuration, value: after }]
    : Object.keys(after).flatMap((member) =>
        jsonEquals(before[member] ?? null, after[member] ?? null)
          ? []
          : [
              {
                op: Object.hasOwn(before, member) ? ('replace' as const) : ('add' as const),
                path: `${configuration}/${escapeSegment(member)}`,
                value: after[member],
              },
            ],
      );
