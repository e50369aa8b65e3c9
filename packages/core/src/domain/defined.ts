/** The object without members that are undefined, as JSON and results have it. */
export const defined = <T extends object>(members: T): Defined<T> => {
  const kept: Partial<T> = {};
  for (const member in members) if (members[member] !== undefined) kept[member] = members[member];
  return kept as Defined<T>;
};

type Optional<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
export type Defined<T> = Omit<T, Optional<T>> & { [K in Optional<T>]?: Exclude<T[K], undefined> };
