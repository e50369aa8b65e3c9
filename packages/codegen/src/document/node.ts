import { holdsData, holdsNames } from './keywords.js';

/** A mapping of a parsed document. */
export type Node = Record<string, unknown>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The mapping under this key; an empty one if there is none. */
export const nodeAt = (value: unknown, key: string): Node => {
  const found = isNode(value) ? value[key] : undefined;
  return isNode(found) ? found : {};
};

/** The list under this key; an empty one if there is none. */
export const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found = isNode(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
};

/** A reference in a document, and the JSON pointer to its place. */
interface Reference {
  readonly ref: string;
  readonly at: string;
}

/** Every `$ref` in a value. One in data, such as a default value, is not a reference. */
export const refsIn = (value: unknown, at = '#', areNames = false): readonly Reference[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    if (areNames) return refsIn(child, `${at}/${escaped(key)}`);
    if (key === '$ref' && typeof child === 'string') return [{ ref: child, at }];
    return holdsData(key) ? [] : refsIn(child, `${at}/${escaped(key)}`, holdsNames(key) && isNode(child));
  });
};

/** A name as a part of a JSON pointer. */
export const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The parts of a local reference such as `#/components/schemas/Job`, decoded; none if it is malformed. */
export const partsOf = (ref: string): readonly string[] => {
  try {
    return ref
      .split('/')
      .slice(1)
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return [];
  }
};

/** The value that a local reference points to; undefined if it leads nowhere. */
export const follow = (document: Node, ref: string): unknown => {
  const parts = partsOf(ref);
  if (ref !== '#' && parts.length === 0) return undefined;
  return parts.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Node)[key]
        : undefined,
    document,
  );
};

/** The value at the end of a chain of references; undefined if it is unresolved or circular. */
export const dereference = (document: Node, value: unknown, seen: readonly string[] = []): unknown => {
  if (!isNode(value) || typeof value['$ref'] !== 'string') return value;
  const ref = value['$ref'];
  return seen.includes(ref) ? undefined : dereference(document, follow(document, ref), [...seen, ref]);
};

/** A copy with `change` applied to every value, from the leaves up. */
export const rewrite = (
  value: unknown,
  change: (value: unknown, key: string) => unknown,
  key = '',
): unknown => {
  if (Array.isArray(value))
    return change(
      value.map((item) => rewrite(item, change, key)),
      key,
    );
  if (!isNode(value)) return change(value, key);
  return change(
    Object.fromEntries(Object.entries(value).map(([k, child]) => [k, rewrite(child, change, k)])),
    key,
  );
};
