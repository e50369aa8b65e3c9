import type { JsonObject } from '@wxdi/sdk';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members that have a value. */
export const defined = <Members extends object>(members: Members): Defined<Members> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<Members>;

export type Defined<Members> = { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> };
