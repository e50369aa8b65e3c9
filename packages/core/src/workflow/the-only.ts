import type { Either } from 'fp-ts/lib/Either.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import * as E from 'fp-ts/lib/Either.js';
import { ambiguousName, notFound } from '../errors/workflow-error.js';

/** The only one of what has the name: `NotFound` for none, `AmbiguousName` with the ids for several. */
export const theOnly =
  (what: string, name: string) =>
  <A extends { readonly id: string }>(found: readonly A[]): Either<WorkflowError, A> => {
    // A row can repeat if a listing shifts between two pages.
    const [one, ...others] = new Map(found.map((each) => [each.id, each])).values();
    if (one === undefined) return E.left(notFound(`no ${what} is named "${name}"`));
    if (others.length === 0) return E.right(one);
    return E.left(
      ambiguousName(
        what,
        name,
        [one, ...others].map(({ id }) => id),
      ),
    );
  };

/** The same for ids. */
export const theOnlyId =
  (what: string, name: string) =>
  (ids: readonly string[]): Either<WorkflowError, string> =>
    E.map(({ id }: { readonly id: string }) => id)(theOnly(what, name)(ids.map((id) => ({ id }))));
