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

/** Every `$ref` in a value, with the JSON pointer to its place. */
export const refsIn = (
  value: unknown,
  at = '#',
): readonly { readonly ref: string; readonly at: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    key === '$ref' && typeof child === 'string'
      ? [{ ref: child, at }]
      : refsIn(child, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
};

/** The value that a local reference such as `#/components/schemas/Job` points to. */
export const follow = (document: Node, ref: string): unknown => {
  let value: unknown = document;
  for (const part of ref.split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    value = isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
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
