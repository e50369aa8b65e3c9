import type { JsonPatchOperation } from '@wxdi/bindings';
import { isJsonObject, jsonEquals } from '../domain/json.js';

const unescape = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

/** Escapes a member name for a JSON pointer (RFC 6901). */
export const escapeSegment = (member: string): string => member.replaceAll('~', '~0').replaceAll('/', '~1');

/** The value at a JSON pointer; `undefined` if there is none. */
export const valueAt = (document: unknown, pointer: string): unknown => {
  let value = document;
  for (const segment of pointer.split('/').slice(1).map(unescape)) {
    if (!isJsonObject(value) && !Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, segment) ? (value as Record<string, unknown>)[segment] : undefined;
  }
  return value;
};

/** Whether a wire value is empty: absent, null, empty text, an empty object or an empty list. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/**
 * Whether `actual` has the requested value. The service may add members to a stored object, may return an empty value in
 * another form, and may return a list of named items, or of texts, in another order.
 */
export const covers = (actual: unknown, requested: unknown): boolean => {
  if (isEmpty(requested)) return isEmpty(actual);
  if (Array.isArray(requested)) {
    return (
      Array.isArray(actual) &&
      actual.length === requested.length &&
      inSameOrder(actual, requested).every((item, i) => covers(item, requested[i]))
    );
  }
  if (!isJsonObject(requested)) return jsonEquals(actual, requested);
  const own = isEmpty(actual) ? {} : actual;
  return (
    isJsonObject(own) && Object.keys(requested).every((member) => covers(own[member], requested[member]))
  );
};

/** The items in the order of others, if both are lists of texts or of named items, each of which is there once. */
const inSameOrder = (items: readonly unknown[], others: readonly unknown[]): readonly unknown[] => {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const keys = others.map(keyOf);
  const isOrder = byKey.size === items.length && new Set(keys).size === keys.length;
  return isOrder && keys.every((key) => key !== undefined && byKey.has(key))
    ? keys.map((key) => byKey.get(key))
    : items;
};

const keyOf = (item: unknown): string | undefined => {
  if (typeof item === 'string') return item;
  const name = isJsonObject(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
};

/** Whether two values are equal, except for empty members. */
export const isEquivalent = (a: unknown, b: unknown): boolean => covers(a, b) && covers(b, a);

/** Operations that set the value at their path. */
const sets: ReadonlySet<JsonPatchOperation['op']> = new Set<JsonPatchOperation['op']>([
  'add',
  'replace',
  'remove',
]);

const within = (path: string, outer: string): boolean => path.startsWith(`${outer}/`);

/** Whether one path is inside the other. */
const overlap = (a: string, b: string): boolean => within(a, b) || within(b, a);

/**
 * The paths of the operations that have no visible effect in the document. Not checked: `move`, `copy` and `test`,
 * items appended to a list (`…/-`), and values that a later operation sets again, in whole or in part. `has` compares
 * the actual value with the requested one; an answer may have more members than requested.
 */
export const notInEffect = (
  patch: readonly JsonPatchOperation[],
  document: unknown,
  has: (actual: unknown, requested: unknown) => boolean = covers,
): readonly string[] =>
  patch
    .filter(({ op, path }, i) => sets.has(op) && !path.endsWith('/-') && !isSetAgain(patch, path, i))
    .filter(({ op, path, value }) => !has(valueAt(document, path), op === 'remove' ? undefined : value))
    .map(({ path }) => path);

const isSetAgain = (patch: readonly JsonPatchOperation[], path: string, i: number): boolean =>
  patch.some((other, j) => j > i && (other.path === path || overlap(other.path, path)));

/**
 * Whether a patch has the same effect if applied twice, and its effect is visible in the document. This holds for
 * setting and removing members of objects. It does not hold for items of lists, which shift the others, for `move`,
 * `copy` and `test`, which depend on the previous value, and for a value that is set and then changed in part.
 */
export const mayBeRepeated = (patch: readonly JsonPatchOperation[]): boolean =>
  patch.every(
    ({ op, path }) =>
      sets.has(op) &&
      path.startsWith('/') &&
      !(op === 'replace' ? /\/-$/ : /\/(?:-|\d+)$/).test(path) &&
      !patch.some((other) => overlap(other.path, path)),
  );
