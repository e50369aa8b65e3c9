import type { JsonPatchOperation } from '@wxdi/bindings';
import type { Job } from '../domain/job.js';
import type { JsonObject } from '../domain/json.js';
import { jsonEquals } from '../domain/json.js';
import { escapeSegment } from './json-patch.js';

/** What may be changed of a job; a member that is absent stays as it is. */
export interface JobChanges {
  readonly name?: string;
  readonly description?: string;
  /** The whole configuration as it is to be: start from the job's own, so that members of the service survive. */
  readonly configuration?: JsonObject;
}

/** The smallest patch that makes the changes: nothing for a value that is already so. */
export const patchFor = (job: Job, changes: JobChanges): readonly JsonPatchOperation[] => [
  ...(changes.name === undefined || changes.name === job.name
    ? []
    : [replace('/metadata/name', changes.name)]),
  ...(changes.description === undefined || changes.description === (job.description ?? '')
    ? []
    : [replace('/metadata/description', changes.description)]),
  ...(changes.configuration === undefined
    ? []
    : configurationPatch(job.configuration, changes.configuration)),
];

/** `add` puts a member there or takes its place; both are seen in use where the member may be missing. */
const add = (path: string, value: unknown): JsonPatchOperation => ({ op: 'add', path, value });
const replace = (path: string, value: unknown): JsonPatchOperation => ({ op: 'replace', path, value });

const root = '/entity/job/configuration';

/**
 * Changed members one by one. Where a member goes, the whole configuration is replaced instead: nothing is known of
 * the service that says that `remove` works.
 */
const configurationPatch = (before: JsonObject, after: JsonObject): readonly JsonPatchOperation[] =>
  Object.keys(before).some((member) => !Object.hasOwn(after, member))
    ? [replace(root, after)]
    : Object.keys(after)
        .filter((member) => !jsonEquals(before[member], after[member]))
        .map((member) =>
          (Object.hasOwn(before, member) ? replace : add)(`${root}/${escapeSegment(member)}`, after[member]),
        );
