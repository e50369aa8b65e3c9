import type { Either } from 'fp-ts/lib/Either.js';
import * as E from 'fp-ts/lib/Either.js';

/** The text that asks for the next page, as it goes into the query parameter `next`. */
export type PageToken = string;

/**
 * Where a listing stands. `mark` is a token seen earlier that later ones are compared with; it moves on at powers of
 * two (Brent), so that a cycle of any length is found in constant memory.
 */
export interface Paging {
  readonly token: PageToken | undefined;
  readonly mark: PageToken | undefined;
  readonly sinceMark: number;
  readonly untilMove: number;
}

export const firstPage: Paging = { token: undefined, mark: undefined, sinceMark: 0, untilMove: 1 };

export type PagingFault = 'repeated' | 'unusable';

/**
 * The token in the member `next` of a page. The service sends an object and takes its JSON text back; absent, null,
 * empty text and an empty object all mean the last page; text goes back as it is.
 */
const tokenOf = (next: unknown): Either<PagingFault, PageToken | undefined> => {
  if (next === undefined || next === null || next === '') return E.right(undefined);
  if (typeof next === 'string') return E.right(next);
  if (typeof next !== 'object' || Array.isArray(next)) return E.left('unusable');
  return E.right(Object.keys(next).length === 0 ? undefined : JSON.stringify(next));
};

/** Moves to the page that `next` asks for; Right of `undefined` after the last one; a Left for a token seen before. */
export const advance = (paging: Paging, next: unknown): Either<PagingFault, Paging | undefined> => {
  const found = tokenOf(next);
  if (E.isLeft(found)) return found;
  const token = found.right;
  if (token === undefined) return E.right(undefined);
  if (token === paging.token || token === paging.mark) return E.left('repeated');
  return E.right(
    paging.sinceMark + 1 < paging.untilMove
      ? { ...paging, token, sinceMark: paging.sinceMark + 1 }
      : { token, mark: token, sinceMark: 0, untilMove: paging.untilMove * 2 },
  );
};
