import type { AssetSearch } from '@wxdi/bindings';
import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobRun } from '../domain/job-run.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Paging } from '../policy/paging.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { Wanted } from './run-search.js';
import type { RunFailure } from './runs-of-jobs.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isJsonObject } from '../domain/json.js';
import { unfold } from '../effect/stream.js';
import { advance, firstPage } from '../policy/paging.js';
import { isFinished } from '../domain/run-state.js';
import { createdQuery, stateQuery } from '../wire/lucene.js';
import { foundRuns, type FoundPage } from './found-runs.js';
import { canAskLists, searchPageSize, type SearchEnv } from './search-assets.js';

/** A search that did not return all runs: the lists have to answer. */
export interface EndedSearch {
  /** Why. */
  readonly because: string;
  /** The ids of the runs that need not be read again. */
  readonly done: ReadonlySet<string>;
}

type Env = SearchEnv & HasApi<'getRun'>;

/** How a search ended: before its end (Left), or with what could not be read again. */
type SearchEnd = Either<EndedSearch, readonly RunFailure[]>;

interface Searching {
  readonly body: AssetSearch;
  readonly paging: Paging;
  /** The ids of all rows so far: a run that is found again is returned once. */
  readonly seen: ReadonlySet<string>;
  readonly failures: readonly RunFailure[];
}

/**
 * The runs that a search finds, a page per pull. It ends early if it is refused, finds nothing, returns less than it
 * counts, or finds more than `mostRuns`.
 */
export const searchPages = (
  wanted: Wanted,
  mostRuns = Infinity,
): Stream<Env, WorkflowError, JobRun, SearchEnd> =>
  unfold((at: Searching) => step(at, wanted, mostRuns))({
    body: bodyOf(wanted),
    paging: firstPage,
    seen: new Set(),
    failures: [],
  });

/** Whether the index knows the states of runs is not documented: only a search for active runs relies on it. */
const bodyOf = ({ since, until, states }: Wanted): AssetSearch => ({
  query: states?.some(isFinished) === false ? stateQuery(states, until) : createdQuery(since, until),
  limit: searchPageSize,
  include: 'entity',
});

type Step = Turn<Searching, JobRun, SearchEnd>;

const step =
  (place: Searching, wanted: Wanted, mostRuns: number): ReaderTaskEither<Env, WorkflowError, Step> =>
  (env) =>
    pipe(
      foundRuns(place.body, wanted)(env),
      TE.map((page) => (E.isLeft(page) ? endEarly(place, page.left) : turn(place, page.right, mostRuns))),
      TE.orElse((error) =>
        canAskLists(error)
          ? TE.right(endEarly(place, `the search failed: ${error.message}`))
          : TE.left(error),
      ),
    );

/** What a usable page leads to. */
const turn = (place: Searching, page: FoundPage, mostRuns: number): Step => {
  const { seen } = place;
  const rest = advance(place.paging, page.next);
  if (E.isLeft(rest) || (rest.right !== undefined && !isJsonObject(page.next)))
    return endEarly(place, 'the search returned a next page that cannot be read');
  if (page.ids.length === 0 && (seen.size === 0 || rest.right !== undefined))
    return endEarly(place, 'the search found nothing');
  const after = {
    ...place,
    seen: new Set([...seen, ...page.ids]),
    failures: [...place.failures, ...page.failures],
  };
  const values = distinct(page.runs, seen);
  const found = page.total ?? after.seen.size;
  if (found > mostRuns) return endEarly(after, `the search found more than ${mostRuns} runs`, values);
  if (rest.right !== undefined) {
    const body = page.next as AssetSearch;
    return { values, next: E.left({ ...after, body, paging: rest.right }) };
  }
  if (page.total !== undefined && after.seen.size < page.total)
    return endEarly(after, `the search returned ${after.seen.size} of ${page.total} runs`, values);
  return { values, next: E.right(E.right(after.failures)) };
};

const distinct = (runs: readonly JobRun[], seen: ReadonlySet<string>): readonly JobRun[] => [
  ...new Map(runs.filter(({ id }) => !seen.has(id)).map((run) => [run.id, run])).values(),
];

/** What could not be read before is read again. */
const endEarly = ({ seen, failures }: Searching, because: string, values: readonly JobRun[] = []): Step => {
  const again = new Set(failures.map(({ runId }) => runId as string));
  const done = new Set([...seen].filter((id) => !again.has(id)));
  return { values, next: E.right(E.left({ because, done })) };
};
