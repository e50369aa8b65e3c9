import type * as wire from '@wxdi/bindings';
import type { Changed, Documents } from './changed.js';
import type { FieldChange } from './plan.js';
import { isJsonObject, jsonEquals, type JsonObject } from '../domain/json.js';
import { mergeMembers } from '../domain/merge.js';
import { ownConfiguration } from '../wire/draft-of.js';
import { covers } from '../wire/json-patch.js';
import { isVariables } from './changed-lists.js';
import { shownAfter, shownBefore } from './shown.js';

/** The members of the configuration that the document names, at any depth. */
export const changedConfiguration = (live: wire.Job, { document, written }: Documents): Changed => {
  const own: JsonObject = live.entity.job.configuration;
  const given = managedIn(document.spec.configuration);
  const changed = Object.keys(given).filter((member) => !covers(ownMember(own, member), given[member]));
  if (changed.length === 0) return { changes: {}, shown: {}, fields: [] };
  const asWritten = managedIn(written.spec.configuration);
  const over = pick(given, changed);
  const shown = Object.fromEntries(
    changed.map((member) => [member, shownMember(member, given[member], asWritten[member])]),
  );
  return {
    changes: { configuration: mergeMembers(own, over) },
    shown: { configuration: mergeMembers(own, shown) },
    fields: changed.flatMap((member) =>
      fieldsOf(`configuration.${member}`, member, ownMember(own, member), given[member], asWritten[member]),
    ),
  };
};

/** The members that a document can set: not those that the service adds, nor variables, which are a list of their own. */
export const managedIn = (configuration: JsonObject | undefined): JsonObject => {
  const { env_variables: variables, ...others } = ownConfiguration(configuration ?? {});
  return variables === undefined || isVariables(variables) ? others : { ...others, env_variables: variables };
};

const ownMember = (own: JsonObject, member: string): unknown =>
  Object.hasOwn(own, member) ? own[member] : undefined;

const pick = (from: JsonObject, members: readonly string[]): JsonObject =>
  Object.fromEntries(members.map((member) => [member, from[member]]));

const shownMember = (name: string, value: unknown, written: unknown): unknown =>
  isJsonObject(value) && isJsonObject(written)
    ? Object.fromEntries(
        Object.entries(value).map(([member, item]) => [member, shownMember(member, item, written[member])]),
      )
    : shownAfter(name, value, written);

const fieldsOf = (
  path: string,
  name: string,
  before: unknown,
  value: unknown,
  written: unknown,
): readonly FieldChange[] => {
  if (covers(before, value)) return [];
  if (isJsonObject(value) && isJsonObject(written) && (before === undefined || isJsonObject(before)))
    return Object.keys(value).flatMap((member) =>
      fieldsOf(
        `${path}.${member}`,
        member,
        isJsonObject(before) ? ownMember(before, member) : undefined,
        value[member],
        written[member],
      ),
    );
  if (jsonEquals(before ?? null, value ?? null)) return [];
  return [
    {
      path,
      before: shownBefore(name, before, value, written),
      after: shownAfter(name, value, written) ?? null,
    },
  ];
};
