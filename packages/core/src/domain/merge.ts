import { isJsonObject, type JsonObject } from './json.js';

interface Named {
  readonly name: string;
}

/**
 * Merges lists by name: an item keeps its position, and its members are replaced by those of later items of the same
 * name.
 *
 * @example
 * ```ts
 * const merged = mergeByName([{ name: 'a', value: 1 }, { name: 'b', value: 2 }], [{ name: 'a', value: 3 }]);
 * assert.deepEqual(merged, [{ name: 'a', value: 3 }, { name: 'b', value: 2 }]);
 * ```
 */
export const mergeByName = <A extends Named>(...lists: readonly (readonly A[])[]): readonly A[] => {
  const merged = new Map<string, A>();
  for (const item of lists.flat()) merged.set(item.name, { ...merged.get(item.name), ...item });
  return [...merged.values()];
};

/** Merges objects by member, at any depth. Null clears a member, and is left out where there is nothing to clear. */
export const mergeMembers = (under: JsonObject, over: JsonObject): JsonObject => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(over).flatMap(([member, value]) => {
      const before = Object.hasOwn(under, member) ? under[member] : undefined;
      if (!isJsonObject(value)) return value === null && before === undefined ? [] : [[member, value]];
      const merged = mergeMembers(isJsonObject(before) ? before : {}, value);
      const clearsNothing = before === undefined && isEmpty(merged) && !isEmpty(value);
      return clearsNothing ? [] : [[member, merged]];
    }),
  ),
});

const isEmpty = (members: JsonObject): boolean => Object.keys(members).length === 0;
