import { badRequest, type Problem } from './errors.js';
import { hash32 } from './ids.js';
import type { ListOrder, Quirks } from './quirks.js';
import { asString, member } from './wire.js';

/**
 * Paging by bookmark: `next` contains the row after which the next page starts, so rows deleted or added in between do
 * not shift pages. The bookmark deliberately contains characters that URLs and JSON must escape.
 */
const mark = (rank: number): string => `after row "${rank}" & +/=%é`;
const markPattern = /^after row "(-?\d+)" & \+\/=%é$/;

const rankOf = (seq: number, order: ListOrder): number => {
  switch (order) {
    case 'newest-first':
      return -seq;
    case 'oldest-first':
      return seq;
    case 'shuffled':
      return hash32(`order/${seq}`);
  }
};

interface PageRequest {
  readonly limit: number;
  /** The rank after which the page starts. */
  readonly after: number | undefined;
}

export const readPage = (query: Readonly<Record<string, string>>, quirks: Quirks): PageRequest | Problem => {
  const limit = readLimit(query['limit'], quirks);
  if (typeof limit !== 'number') return limit;
  const next = query['next'];
  if (next === undefined || next === '') return { limit, after: undefined };
  const rank = markPattern.exec(bookmarkText(next, quirks) ?? '')?.[1];
  return rank === undefined
    ? badRequest('next is not a bookmark of this list', { type: 'parameter', name: 'next' })
    : { limit, after: Number(rank) };
};

const readLimit = (text: string | undefined, quirks: Quirks): number | Problem => {
  const fallback = Math.min(100, quirks.pageCeiling);
  if (text === undefined) return fallback;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1) {
    return quirks.badLimit === 'default'
      ? fallback
      : badRequest('limit must be an integer >= 1', { type: 'parameter', name: 'limit' });
  }
  if (limit <= quirks.pageCeiling) return limit;
  return quirks.overCeiling === 'clamp'
    ? quirks.pageCeiling
    : badRequest(`limit must be <= ${quirks.pageCeiling}`, { type: 'parameter', name: 'limit' });
};

/** Parses `next`: JSON text if it was sent as an object (white space is ignored), or the string itself. */
const bookmarkText = (next: string, quirks: Quirks): string | undefined => {
  if (quirks.nextForm === 'string') return next;
  try {
    return asString(member(JSON.parse(next), 'bookmark'));
  } catch {
    return undefined;
  }
};

interface Page<A> {
  readonly rows: readonly A[];
  /** The properties of the body beside `results`. */
  readonly envelope: { readonly total_rows: number; readonly next?: unknown };
}

export const pageOf = <A extends { readonly seq: number }>(
  matches: readonly A[],
  order: ListOrder,
  page: PageRequest,
  quirks: Quirks,
): Page<A> => {
  const ranked = matches
    .map((row) => ({ row, rank: rankOf(row.seq, order) }))
    .sort((a, b) => a.rank - b.rank);
  const isBefore = ({ rank }: { readonly rank: number }): boolean =>
    page.after !== undefined && rank <= page.after;
  const rest = ranked.filter((row) => !isBefore(row));
  const repeated = quirks.pageOverlap === 0 ? [] : ranked.filter(isBefore).slice(-quirks.pageOverlap);
  const taken = rest.slice(0, page.limit);
  const last = taken.at(-1);
  const more = quirks.emptyLastPage ? taken.length === page.limit : rest.length > taken.length;
  const total = { total_rows: matches.length };
  return {
    rows: [...repeated, ...taken].map(({ row }) => row),
    envelope:
      more && last !== undefined ? { ...total, next: nextValue(last.rank, quirks) } : atEnd(total, quirks),
  };
};

const nextValue = (rank: number, quirks: Quirks): unknown =>
  quirks.nextForm === 'string' ? mark(rank) : { bookmark: mark(rank), weight: 0.5 };

const atEnd = (total: { readonly total_rows: number }, quirks: Quirks): Page<never>['envelope'] => {
  switch (quirks.nextAtEnd) {
    case 'absent':
      return total;
    case 'null':
      return { ...total, next: null };
    case 'empty-string':
      return { ...total, next: '' };
    case 'empty-object':
      return { ...total, next: {} };
  }
};
