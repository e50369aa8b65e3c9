import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { PageToken, Paging } from '../policy/paging.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
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

/** All pages of a listing, one page a pull; a service that sends the same page token again ends it with an error. */
export const pages = <Env, Row, A>(
  read: (next: PageToken | undefined) => ReaderTaskEither<Env, WorkflowError, Page<Row>>,
  decode: (row: Row) => A,
): Stream<Env, WorkflowError, A> =>
  unfold(
    (paging: Paging) => (env: Env) =>
      pipe(
        read(paging.token)(env),
        TE.flatMap((page) =>
          pipe(
            advance(paging, page.next),
            E.mapLeft((fault): WorkflowError =>
              undecodable(
                fault === 'repeated'
                  ? 'the service sent the same page token twice: the listing would never end'
                  : 'the service sent a page token that is neither an object nor text',
                [{ path: 'next', expected: 'a page token not seen before', received: fault }],
              ),
            ),
            E.map((rest) => ({
              values: page.results.map(decode),
              next: rest === undefined ? E.right(undefined) : E.left(rest),
            })),
            TE.fromEither,
          ),
        ),
      ),
  )(firstPage);
