import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { Issue } from '../errors/api-error.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { PageToken, Paging, PagingFault } from '../policy/paging.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { withEither } from '../effect/quick.js';
import { unfold } from '../effect/stream.js';
import { undecodable } from '../errors/workflow-error.js';
import { advance, firstPage } from '../policy/paging.js';

/** A page as the service sends it: rows, and in `next` where the rows go on. */
export interface Page<Row> {
  readonly results: readonly Row[];
  readonly next?: unknown;
}

/** The largest page that every known release of the service grants. */
export const pageSize = 100;

/** Where a listing stands, and the rows that the page before gave. */
interface Place {
  readonly paging: Paging;
  readonly before: ReadonlySet<string>;
}

const first: Place = { paging: firstPage, before: new Set() };

/**
 * All pages of a listing, one page a pull; a service that sends the same page token again ends it with an error. A row
 * that stood on the page before is given once: something that is made meanwhile moves all rows on by one.
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
          withEither(({ results, next }): Either<WorkflowError, Turn<Place, A, void>> => {
            const rest = advance(paging, next);
            return E.isLeft(rest)
              ? E.left(undecodable(...explained[rest.left]))
              : E.right(turn(results.map(decode), before, rest.right));
          }),
        ),
  )(first);

const issueOf = (expected: string, received: string): readonly Issue[] => [
  { path: 'next', expected, received },
];

/** What is wrong with a page token, and what it should have been. */
const explained: Readonly<Record<PagingFault, readonly [string, readonly Issue[]]>> = {
  repeated: [
    'the service sent the same page token twice: the listing would never end',
    issueOf('a page token not seen before', 'repeated'),
  ],
  unusable: [
    'the service sent a page token that is neither an object nor text',
    issueOf('an object or text', 'unusable'),
  ],
};

/** The rows that the page before did not give, and where the listing goes on. Of an empty page, nothing is kept. */
const turn = <A extends { readonly id: string }>(
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
