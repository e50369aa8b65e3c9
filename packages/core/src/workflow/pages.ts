import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { Issue } from '../errors/api-error.js';
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
}

/** The largest page that every known release of the service accepts. */
export const pageSize = 100;

/** The position in a listing, and the ids of the rows of the previous page. */
interface Place {
  readonly paging: Paging;
  readonly before: ReadonlySet<string>;
}

const first: Place = { paging: firstPage, before: new Set() };

/**
 * All pages of a listing, one page per pull; a repeated page token is an error. A row that was also on the previous
 * page is returned once: an item that is created meanwhile shifts all rows by one.
 */
export const pages = <Env, Row, A extends { readonly id: string }>(
  read: (next: PageToken | undefined) => ReaderTaskEither<Env, WorkflowError, Page<Row>>,
  decode: (row: Row) => A,
): Stream<Env, WorkflowError, A> =>
  unfold(
    ({ paging, before }: Place) =>
      (env: Env) =>
        pipe(
          read(paging.token)(env),
          TE.flatMapEither(({ results, next }): Either<WorkflowError, Turn<Place, A, void>> => {
            const rest = advance(paging, next);
            return E.isLeft(rest)
              ? E.left(undecodable(...explained[rest.left]))
              : E.right(newRows(results.map(decode), before, rest.right));
          }),
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
  before: Place['before'],
  rest: Paging | undefined,
): Turn<Place, A, void> => ({
  values: rows.filter(({ id }) => !before.has(id)),
  next:
    rest === undefined
      ? E.right(undefined)
      : E.left({ paging: rest, before: rows.length === 0 ? before : new Set(rows.map(({ id }) => id)) }),
});
