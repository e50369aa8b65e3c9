/**
 * Any text as a phrase of a Lucene query. Within quotation marks only the quotation mark and the backslash have a
 * meaning. A phrase matches the text itself, and may match others with the same words: compare what is found.
 *
 * @example
 * ```ts
 * assert.equal(lucenePhrase('load (2026) "eu" \\ us'), '"load (2026) \\"eu\\" \\\\ us"');
 * ```
 */
export const lucenePhrase = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The query for assets with this name. */
export const nameQuery = (name: string): string => `asset.name:${lucenePhrase(name)}`;

/** The query for assets that were created from `since` until `until`, in milliseconds since 1970, both included. */
export const createdQuery = (since: number, until: number): string =>
  `asset.created_at:[${second(Math.floor(since / 1000))} TO ${second(Math.ceil(until / 1000))}]`;

/** The index has a resolution of one second, as far as known. */
const second = (s: number): string => new Date(s * 1000).toISOString().replace('.000Z', 'Z');

/** The query for runs in one of these states that were created until a time in milliseconds since 1970. */
export const stateQuery = (states: readonly string[], until: number): string =>
  `(${states.map((state) => `job_run.state:${state}`).join(' OR ')}) AND ${createdQuery(0, until)}`;
