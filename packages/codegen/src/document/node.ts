/** A mapping of a parsed document. */
export type Node = Record<string, unknown>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The mapping that is meant to be here; an empty one where there is none. */
export const nodeAt = (value: unknown, key: string): Node => {
  const found = isNode(value) ? value[key] : undefined;
  return isNode(found) ? found : {};
};

/** The list that is meant to be here; an empty one where there is none. */
export const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found = isNode(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
};

/** Every `$ref` inside a value, with the pointer to where it stands. */
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

/** What a local reference such as `#/components/schemas/Job` leads to. */
export const follow = (document: Node, ref: string): unknown => {
  let value: unknown = document;
  for (const part of ref.split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    value = isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
};

/** The value behind any chain of references; undefined when it leads nowhere or in a circle. */
export const dereference = (document: Node, value: unknown, seen: readonly string[] = []): unknown => {
  if (!isNode(value) || typeof value['$ref'] !== 'string') return value;
  const ref = value['$ref'];
  return seen.includes(ref) ? undefined : dereference(document, follow(document, ref), [...seen, ref]);
};

/** A copy in which every value went through `change`, from the leaves up. */
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
