/**
 * How the service says nothing: by leaving a member out, by null, by empty text, by the text "None", and since 2026
 * by the text "deprecated field". Told apart from real values here and nowhere else.
 */
const unsaid = (value: unknown): value is null | undefined =>
  value === undefined || value === null || value === '' || value === 'None' || value === 'deprecated field';

/** The text, unless it says nothing. */
export const text = (value: string | null | undefined): string | undefined =>
  unsaid(value) ? undefined : value;

/** The number, also where it came as text. */
export const number = (value: number | string | null | undefined): number | undefined => {
  if (unsaid(value)) return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
};

/**
 * The object without its members that are undefined. A plain loop: it runs for every row of every listing, where the
 * detour over entries takes as long as decoding.
 */
export const defined = <T extends object>(members: T): Defined<T> => {
  const kept: Partial<T> = {};
  for (const member in members) if (members[member] !== undefined) kept[member] = members[member];
  return kept as Defined<T>;
};

type Optional<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
export type Defined<T> = Omit<T, Optional<T>> & { [K in Optional<T>]?: Exclude<T[K], undefined> };
