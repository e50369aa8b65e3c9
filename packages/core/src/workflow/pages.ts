import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { Issue } from '../errors/api-error.js';
import type { UnreadableRow } from '../ports/jobs-api.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { PageToken, Paging, PagingFault } from '../policy/paging.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { unfold } from '../effect/stream.js';
import { undecodable } from '../errors/workflow-error.js';
import { advance, firstPage } from '../policy/paging.js';

/** A page as the service sends it: rows, and in `next` the position of the next page. */
export interface Page<Row> {
  readonly results: readonly Row[];
  readonly next?: unknown;
  /** Rows that are not in `results`, because they do not match the API description. */
  readonly unreadable?: readonly UnreadableRow[] | undefined;
}

/**
 * What happens to rows that cannot be read. `atEnd`: the others are listed, then the listing fails. `atOnce`: it fails
 * before the page, for callers that need a complete list. A function gets each of them, and the listing does not fail.
 */
export type OnUnreadable = 'atEnd' | 'atOnce' | ((row: UnreadableRow) => void);

/** The largest page that every known release of the service accepts. */
export const pageSize = 100;

/** The position in a listing, the ids of the rows of the previous page, and the rows that could not be read so far. */
interface Place {
  /** `undefined` after the last page. */
  readonly paging: Paging | undefined;
  readonly before: ReadonlySet<string>;
  readonly unreadable: Unreadable;
}

interface Unreadable {
  readonly count: number;
  /** Those of the first rows. */
  readonly issues: readonly Issue[];
}

const none: Unreadable = { count: 0, issues: [] };
const first: Place = { paging: firstPage, before: new Set(), unreadable: none };

/** The most issues of an error. */
const mostIssues = 20;

const incomplete = ({ count, issues }: Unreadable): WorkflowError =>
  undecodable(
    `${count === 1 ? '1 row' : `${count} rows`} of the list could not be read: ${count === 1 ? 'it does' : 'they do'} not match the API description`,
    issues,
  );

const plus = ({ count, issues }: Unreadable, rows: readonly UnreadableRow[]): Unreadable => ({
  count: count + rows.length,
  issues: [...issues, ...rows.flatMap((row) => row.issues)].slice(0, mostIssues),
});

/**
 * All pages of a listing, one page per pull; a repeated page token is an error. A row that was also on the previous
 * page is returned once: an item that is created meanwhile shifts all rows by one. No page is read after one that `isLast`.
 */
export const pages = <Env, Row, A extends { readonly id: string }>(
  read: (next: PageToken | undefined) => ReaderTaskEither<Env, WorkflowError, Page<Row>>,
  decode: (row: Row) => A,
  onUnreadable: OnUnreadable = 'atEnd',
  isLast: (rows: readonly A[]) => boolean = () => false,
): Stream<Env, WorkflowError, A> =>
  unfold(
    ({ paging, before, unreadable }: Place) =>
      (env: Env) =>
        paging === undefined
          ? TE.left(incomplete(unreadable))
          : pipe(
              read(paging.token)(env),
              TE.flatMapEither(
                ({ results, next, unreadable: odd = [] }): Either<WorkflowError, Turn<Place, A, void>> => {
                  const rest = advance(paging, next);
                  if (E.isLeft(rest)) return E.left(undecodable(...explained[rest.left]));
                  if (onUnreadable === 'atOnce' && odd.length > 0) return E.left(incomplete(plus(none, odd)));
                  const handed = typeof onUnreadable === 'function';
                  if (handed) for (const row of odd) E.tryCatch(() => onUnreadable(row), String);
                  const left = handed ? none : plus(unreadable, odd);
                  const rows = results.map(decode);
                  const after = isLast(rows) ? undefined : rest.right;
                  return E.right(newRows(rows, { paging: after, before, unreadable: left }));
                },
              ),
            ),
  )(first);

const issueOf = (expected: string, received: string): readonly Issue[] => [
  { path: 'next', expected, received },
];

/** Message and issue for each kind of bad page token. */
const explained: Readonly<Record<PagingFault, readonly [string, readonly Issue[]]>> = {
  repeated: [
    'the service sent the same page token twice: the listing would not end',
    issueOf('a page token not seen before', 'repeated'),
  ],
  unusable: [
    'the service sent a page token that is neither an object nor text',
    issueOf('an object or text', 'unusable'),
  ],
};

/** The rows that were not on the previous page, and the next position. An empty page keeps the previous ids. */
const newRows = <A extends { readonly id: string }>(
  rows: readonly A[],
  { paging, before, unreadable }: Place,
): Turn<Place, A, void> => {
  const seen = rows.length === 0 ? before : new Set(rows.map(({ id }) => id));
  return {
    values: rows.filter(({ id }) => !before.has(id)),
    next:
      paging === undefined && unreadable.count === 0
        ? E.right(undefined)
        : E.left({ paging, before: seen, unreadable }),
  };
};
