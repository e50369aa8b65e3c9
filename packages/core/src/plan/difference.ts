import type * as wire from '@wxdi/bindings';
import type { JobChanges } from '../wire/job-changes.js';
import type { Changed, Documents } from './changed.js';
import type { FieldChange, PlannedOperation } from './plan.js';
import { isJsonObject, jsonEquals } from '../domain/json.js';
import { withChanges } from '../wire/job-changes.js';
import { jobDiff } from '../wire/job-diff.js';
import { valueAt } from '../wire/json-patch.js';
import { changedConfiguration } from './changed-configuration.js';
import { changedDescription, type Ownership } from './changed-description.js';
import { changedLists } from './changed-lists.js';
import { order } from './order.js';
import { changedSettings } from './changed-settings.js';

/** What differs between a job and its document. */
export interface Difference {
  /** The exact changes, with values from outside. */
  readonly changes: JobChanges;
  readonly operations: readonly wire.JsonPatchOperation[];
  /** The operations as they are shown. */
  readonly shown: readonly PlannedOperation[];
  readonly fields: readonly FieldChange[];
}

const none: Difference = { changes: {}, operations: [], shown: [], fields: [] };

/**
 * What has to change in a job so that it is as its document says. Members that the document does not name are not
 * compared, and neither are the order of parameters, sets and variables, members that the service added, and two forms of
 * no value.
 */
export const differenceOf = (live: wire.Job, documents: Documents, ownership: Ownership): Difference => {
  const parts = [
    changedName(live, documents),
    changedDescription(live, documents, ownership),
    changedLists(live, documents),
    changedSettings(live, documents),
    changedConfiguration(live, documents),
  ];
  const changes = Object.assign({}, ...parts.map((part) => part.changes)) as JobChanges;
  const operations = jobDiff(live, withChanges(live, changes)).toSorted(byPath);
  if (operations.length === 0) return none;
  const after = withChanges(live, Object.assign({}, ...parts.map(({ shown }) => shown)) as JobChanges);
  return {
    changes,
    operations,
    shown: operations.map((operation) => ({
      ...operation,
      value: withWrittenTimes(operation.path, valueAt(after, operation.path) ?? null, documents),
    })),
    fields: parts.flatMap(({ fields }) => fields).toSorted(byPath),
  };
};

/** The order of the members of a document makes no difference. */
const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => order(a.path, b.path);

/** Only a job that is known by its id can have another name. */
const changedName = (live: wire.Job, { document, written }: Documents): Changed => {
  const { id, name } = document.metadata;
  const before = live.metadata.name;
  if (id === undefined || name === before) return { changes: {}, shown: {}, fields: [] };
  const shown = written.metadata.name;
  return { changes: { name }, shown: { name: shown }, fields: [{ path: 'name', before, after: shown }] };
};

/** Times from outside are no times as they were written, so the conversion loses them. */
export const withWrittenTimes = (path: string, value: unknown, { document, written }: Documents): unknown => {
  if (!path.endsWith('/schedule_info') || !isJsonObject(value)) return value;
  const [exact, shown] = [document.spec.scheduleWindow ?? {}, written.spec.scheduleWindow ?? {}];
  return {
    ...value,
    ...(jsonEquals(exact.startsAt, shown.startsAt) ? {} : { startOn: shown.startsAt }),
    ...(jsonEquals(exact.endsAt, shown.endsAt) ? {} : { endOn: shown.endsAt }),
  };
};
