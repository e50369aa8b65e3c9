import { isJsonObject, type JsonObject } from '../domain/json.js';

/** The value after an overlay; `undefined` if there is none. */
type Overlay = (under: unknown, over: unknown) => unknown;

const replaced: Overlay = (_under, over) => over;

/** A value that cannot be cleared: null removes what the base has. */
const removable: Overlay = (_under, over) => over ?? undefined;

/** The members of both; those of the overlay win. */
const byMember =
  (overlays: Readonly<Record<string, Overlay>>, others: Overlay = replaced): Overlay =>
  (under, over) => {
    if (!isJsonObject(under) || !isJsonObject(over)) return over;
    const after = new Map(Object.entries(under));
    for (const [name, value] of Object.entries(over)) {
      const overlay = Object.hasOwn(overlays, name) ? overlays[name] : undefined;
      after.set(name, (overlay ?? others)(after.get(name), value));
    }
    return Object.fromEntries([...after].filter(([, value]) => value !== undefined));
  };

/** The members of both, at any depth. Null stays, since it clears the value that the job has. */
const deep: Overlay = (under, over) => byMember({}, deep)(under, over);

const nameOf = (item: unknown): string | undefined =>
  isJsonObject(item) && typeof item['name'] === 'string' ? item['name'] : undefined;

/** Whether an item has null for everything but its name, e.g. `{name: x, value: null}`. */
const isDeletion = (item: unknown, members: readonly string[]): boolean =>
  isJsonObject(item) && members.every((member) => item[member] === null);

/** The items of both, by name. An item whose other members are all null is removed. */
const byName =
  (members: readonly string[], item: Overlay): Overlay =>
  (under, over) => {
    if (!Array.isArray(under) || !Array.isArray(over)) return over;
    const after: unknown[] = [...(under as readonly unknown[])];
    for (const added of over as readonly unknown[]) {
      const name = nameOf(added);
      const at = name === undefined ? -1 : after.findIndex((one) => nameOf(one) === name);
      if (isDeletion(added, members)) {
        if (at >= 0) after.splice(at, 1);
      } else if (at < 0) after.push(added);
      else after[at] = item(after[at], added);
    }
    return after;
  };

const values = byName(['value'], byMember({}, removable));

const document = byMember({
  metadata: byMember({ id: removable }),
  spec: byMember({
    flow: removable,
    type: removable,
    parameters: values,
    parameterSets: byName(['ref', 'valueSet', 'values'], byMember({ values }, removable)),
    environmentVariables: values,
    scheduleWindow: byMember({}),
    notifications: byMember({}),
    configuration: deep,
  }),
});

/**
 * A job document with an overlay, e.g. with what differs in production. Neither is checked. Members of the overlay win;
 * parameters, parameter sets and environment variables are merged by name, the configuration by member at any depth.
 * Null deletes: the job is without the value, the document without the id, flow or type, and a list without the item
 * whose members are null except its name.
 *
 * @example
 * ```ts
 * const base = { metadata: { name: 'load' }, spec: { schedule: '0 2 * * *', retention: { days: 7 } } };
 * const merged = mergeDocuments(base, { metadata: { name: 'load' }, spec: { schedule: null } });
 * assert.deepEqual(merged.spec, { schedule: null, retention: { days: 7 } });
 * ```
 */
export const mergeDocuments = (base: JsonObject, overlay: JsonObject): JsonObject =>
  document(base, overlay) as JsonObject;
