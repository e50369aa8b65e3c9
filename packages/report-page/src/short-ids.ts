const shortest = 8;

/** Of each id, the shortest beginning that no other one has, and at least eight characters. */
export const shortestUnique = (ids: readonly string[]): ReadonlyMap<string, string> => {
  const sorted = [...new Set(ids)].toSorted();
  return new Map(
    sorted.map((id, at) => {
      const shared = Math.max(sharedLength(id, sorted[at - 1]), sharedLength(id, sorted[at + 1]));
      return [id, id.slice(0, Math.max(shortest, shared + 1))];
    }),
  );
};

const sharedLength = (a: string, b = ''): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
};
