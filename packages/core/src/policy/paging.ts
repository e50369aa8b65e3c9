import type { Either } from 'fp-ts/lib/Either.js';
import * as E from 'fp-ts/lib/Either.js';
import { printJson } from '../domain/json-text.js';

/** The value of the query parameter `next` that requests the next page. */
export type PageToken = string;

/** The position in a listing: the token of the page to read, and all tokens so far. */
export interface Paging {
  readonly token: PageToken | undefined;
  readonly seen: ReadonlySet<PageToken>;
}

export const firstPage: Paging = { token: undefined, seen: new Set() };

export type PagingFault = 'repeated' | 'unusable';

/**
 * The token in the member `next` of a page. The service sends an object and takes its JSON text back; absent, null,
 * empty text and an empty object all mark the last page; text is sent back unchanged.
 */
const tokenOf = (next: unknown): Either<PagingFault, PageToken | undefined> => {
  if (next === undefined || next === null || next === '') return E.right(undefined);
  if (typeof next === 'string') return E.right(next);
  if (typeof next !== 'object' || Array.isArray(next)) return E.left('unusable');
  return E.right(Object.keys(next).length === 0 ? undefined : printJson(next));
};

/** The position of the page that `next` names, `undefined` after the last page; Left if a token repeats. */
export const advance = ({ seen }: Paging, next: unknown): Either<PagingFault, Paging | undefined> => {
  const found = tokenOf(next);
  if (E.isLeft(found)) return found;
  const token = found.right;
  if (token === undefined) return E.right(undefined);
  return seen.has(token) ? E.left('repeated') : E.right({ token, seen: new Set(seen).add(token) });
};
