import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { parallel } from '../effect/parallel.js';
import { atLimit } from '../effect/timeout.js';
import { aborted } from '../errors/workflow-error.js';

/** What became of each of several items, in their order. */
export interface Reports<Item, A> {
  readonly done: readonly { readonly item: Item; readonly result: A }[];
  readonly failed: readonly { readonly item: Item; readonly error: WorkflowError }[];
}

/** Items in progress at once. */
const atOnce = 8;

/**
 * Runs a program for each item, eight at once, and reports each. A failure does not stop the others. After an abort or a
 * missing permission no other item is begun, and those left are reported with that error and the outcome `not-sent`.
 */
export const reportEach =
  <Item, Env extends HasCancel, A>(
    items: readonly Item[],
    program: (item: Item) => ReaderTaskEither<Env, WorkflowError, A>,
  ): ReaderTaskEither<Env, WorkflowError, Reports<Item, A>> =>
  (env) =>
    pipe(
      TE.fromIO((): { error?: WorkflowError } => ({})),
      TE.flatMap((stop) => parallel(atOnce)(items, oneOf(program, stop))(env)),
      TE.map((all) => ({
        done: all.flatMap(({ item, result }) => (E.isRight(result) ? [{ item, result: result.right }] : [])),
        failed: all.flatMap(({ item, result }) => (E.isLeft(result) ? [{ item, error: result.left }] : [])),
      })),
    );

interface Report<Item, A> {
  readonly item: Item;
  readonly result: E.Either<WorkflowError, A>;
}

/** The program for one item, unless an earlier error has ended the work. */
const oneOf =
  <Item, Env extends HasCancel, A>(
    program: (item: Item) => ReaderTaskEither<Env, WorkflowError, A>,
    stop: { error?: WorkflowError },
  ) =>
  (item: Item): ReaderTaskEither<Env, never, Report<Item, A>> =>
  (env) => {
    if (env.cancel.aborted) stop.error ??= atLimit(env.cancel, aborted(env.cancel.reason));
    if (stop.error !== undefined)
      return TE.right({ item, result: E.left({ ...stop.error, outcome: 'not-sent' }) });
    return pipe(
      program(item)(env),
      TE.mapLeft((error) => atLimit(env.cancel, error)),
      T.map((result) => {
        if (E.isLeft(result) && ending.has(result.left._tag)) stop.error ??= result.left;
        return E.right({ item, result });
      }),
    );
  };

const ending: ReadonlySet<WorkflowError['_tag']> = new Set<WorkflowError['_tag']>([
  'Aborted',
  'DeadlineExceeded',
  'NotPermitted',
]);
