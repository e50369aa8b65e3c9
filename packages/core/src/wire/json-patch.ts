import type { JsonPatchOperation } from '@wxdi/bindings';
import { isJsonObject, jsonEquals } from '../domain/json.js';

const unescape = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

/** A member's name as a segment of a JSON pointer (RFC 6901). */
export const escapeSegment = (member: string): string => member.replaceAll('~', '~0').replaceAll('/', '~1');

/** The value that a JSON pointer names; `undefined` where there is none. */
export const valueAt = (document: unknown, pointer: string): unknown => {
  let value = document;
  for (const segment of pointer.split('/').slice(1).map(unescape)) {
    if (!isJsonObject(value) && !Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, segment) ? (value as Record<string, unknown>)[segment] : undefined;
  }
  return value;
};

/** Whether a value of the wire says nothing: absent, null, empty text, an empty object or list. */
export const saysNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/**
 * Whether `actual` has what was asked for. The service may add members to an object that it stores, and says nothing
 * where an empty value was set.
 */
const covers = (actual: unknown, asked: unknown): boolean => {
  if (saysNothing(asked)) return saysNothing(actual);
  if (Array.isArray(asked)) {
    return (
      Array.isArray(actual) &&
      actual.length === asked.length &&
      asked.every((item, i) => covers(actual[i], item))
    );
  }
  if (!isJsonObject(asked)) return jsonEquals(actual, asked);
  return isJsonObject(actual) && Object.keys(asked).every((member) => covers(actual[member], asked[member]));
};

/** Whether two values say the same: neither has a member or an item that says something and is not in the other. */
export const saysTheSame = (a: unknown, b: unknown): boolean => covers(a, b) && covers(b, a);

/** Operations whose effect is a value at their path. */
const sets: ReadonlySet<JsonPatchOperation['op']> = new Set<JsonPatchOperation['op']>([
  'add',
  'replace',
  'remove',
]);

const within = (path: string, outer: string): boolean => path.startsWith(`${outer}/`);

/** Whether what stands at one path is part of what stands at the other. */
const overlap = (a: string, b: string): boolean => within(a, b) || within(b, a);

/**
 * The paths of those operations that the document shows no effect of. Not told of any other: what is moved, copied or
 * tested, what is appended to a list (`…/-`), and what a later operation set anew, as a whole or in part. Of an
 * answer, which may have more members than were asked for, `has` is asked whether it has the value.
 */
export const notInEffect = (
  patch: readonly JsonPatchOperation[],
  document: unknown,
  has: (actual: unknown, asked: unknown) => boolean = covers,
): readonly string[] =>
  patch
    .filter(({ op, path }, i) => sets.has(op) && !path.endsWith('/-') && !isSetAnew(patch, path, i))
    .filter(({ op, path, value }) => !has(valueAt(document, path), op === 'remove' ? undefined : value))
    .map(({ path }) => path);

const isSetAnew = (patch: readonly JsonPatchOperation[], path: string, i: number): boolean =>
  patch.some((other, j) => j > i && (other.path === path || overlap(other.path, path)));

/**
 * Whether carrying a patch out twice does no more than once, and a look at the document tells whether it was: so it
 * is with members of objects that are set or taken away. An item that is added to a list, or taken from it, moves the
 * others; what is moved, copied or tested depends on what was there before; and of a value that is set and then
 * changed in part, only the part can be looked for.
 */
export const mayBeRepeated = (patch: readonly JsonPatchOperation[]): boolean =>
  patch.every(
    ({ op, path }) =>
      sets.has(op) &&
      path.startsWith('/') &&
      !(op === 'replace' ? /\/-$/ : /\/(?:-|\d+)$/).test(path) &&
      !patch.some((other) => overlap(other.path, path)),
  );
