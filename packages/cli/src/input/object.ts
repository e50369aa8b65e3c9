export { isJsonObject as isObject } from '@wxdi/sdk';

/** The members that have a value. */
export const defined = <Members extends object>(members: Members): Defined<Members> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<Members>;

export type Defined<Members> = { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> };
