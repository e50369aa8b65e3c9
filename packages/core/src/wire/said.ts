/**
 * How the service says nothing: by leaving a member out, by null, by empty text, by the text "None", and since 2026
 * by the text "deprecated field". Told apart from real values here and nowhere else.
 */
const unsaid: ReadonlySet<unknown> = new Set([undefined, null, '', 'None', 'deprecated field']);

/** The text, unless it says nothing. */
export const text = (value: string | null | undefined): string | undefined =>
  unsaid.has(value) ? undefined : (value ?? undefined);

/** The number, also where it came as text. */
export const number = (value: number | string | null | undefined): number | undefined => {
  if (unsaid.has(value)) return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
};

/** The object without its members that are undefined. */
export const defined = <T extends object>(members: T): Defined<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;

type Optional<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
export type Defined<T> = Omit<T, Optional<T>> & { [K in Optional<T>]?: Exclude<T[K], undefined> };
