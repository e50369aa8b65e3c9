import { defined, type Defined } from '../domain/defined.js';
import { isJsonObject, jsonEquals } from '../domain/json.js';
import { printJson } from '../domain/json-text.js';
import { isMasked, isSecret, mask } from '../domain/secret-names.js';

/** A value that differs between two runs. A side that does not have it is absent. */
export interface Change<A> {
  readonly before?: A;
  readonly after?: A;
}

/** A named value that differs. A secret is `***` on both sides. */
export interface NamedChange extends Change<unknown> {
  readonly name: string;
}

/** A named value on one side. A name may have several values. */
export type Named = readonly [name: string, value: unknown];

/** The change of a value; `undefined` if it is the same. */
export const changeOf = <A extends string | number | boolean>(
  before: A | undefined,
  after: A | undefined,
): Defined<{ before: A | undefined; after: A | undefined }> | undefined =>
  before === after ? undefined : defined({ before, after });

/** The names whose values differ, sorted. The order of the values, and of lists in them, does not matter. */
export const namedChanges = (before: readonly Named[], after: readonly Named[]): readonly NamedChange[] => {
  const [left, right] = [valuesByName(before), valuesByName(after)];
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  return names.flatMap((name) => {
    const [a, b] = [left.get(name), right.get(name)];
    if (jsonEquals(a, b)) return [];
    const hides = isSecret(name, a) || isSecret(name, b);
    return [{ name, ...defined({ before: shown(a, hides), after: shown(b, hides) }) }];
  });
};

/** The names whose values are masked on both sides, sorted: whether they differ is not known. */
export const maskedNames = (before: readonly Named[], after: readonly Named[]): readonly string[] => {
  const [left, right] = [before, after].map(
    (all) => new Set(all.filter(([, value]) => isMasked(value)).map(([name]) => name)),
  );
  return [...(left ?? [])].filter((name) => right?.has(name) === true).sort();
};

const shown = (values: readonly unknown[] | undefined, hides: boolean): unknown => {
  if (values === undefined || hides) return values && mask;
  return values.length === 1 ? values[0] : values;
};

const valuesByName = (all: readonly Named[]): ReadonlyMap<string, readonly unknown[]> => {
  const values = new Map<string, unknown[]>();
  for (const [name, value] of all) {
    const others = values.get(name);
    if (others === undefined) values.set(name, [value]);
    else others.push(value);
  }
  return new Map([...values].map(([name, list]) => [name, sortedLists(list) as readonly unknown[]]));
};

/** A JSON value whose lists, at any depth, are in a fixed order. */
const sortedLists = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => ({ item: sortedLists(item), text: '' }));
    for (const each of items) each.text = printJson(each.item);
    return items.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ item }) => item);
  }
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortedLists(value[name])]));
};
