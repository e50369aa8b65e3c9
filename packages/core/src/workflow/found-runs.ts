import type { AssetSearch, FoundAsset } from '@wxdi/bindings';
import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isFinishedRun } from '../domain/job-run.js';
import { parallel } from '../effect/parallel.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { getRun } from './get-run.js';
import { isWanted, type Wanted } from './run-search.js';
import { atOnce, endsAll, type RunFailure } from './runs-of-jobs.js';
import { isInScope, searchPage, type SearchEnv } from './search-assets.js';

/** One page of a search for runs, checked. */
export interface FoundPage {
  readonly runs: readonly JobRun[];
  /** The ids of all rows, with those that are not wanted. */
  readonly ids: readonly string[];
  readonly failures: readonly RunFailure[];
  /** The number of matches on all pages, if stated. */
  readonly total: number | undefined;
  readonly next: unknown;
}

type Env = SearchEnv & HasApi<'getRun'>;

/**
 * One page of a search for runs. Finished runs are taken as they are; others are read again, at most eight at once. Left
 * in the result: why the page cannot be used, so that the lists have to answer.
 */
export const foundRuns =
  (body: AssetSearch, wanted: Wanted): ReaderTaskEither<Env, WorkflowError, Either<string, FoundPage>> =>
  (env) =>
    pipe(
      searchPage('job_run', body)(env),
      TE.flatMap(({ results, next, total_rows, unreadable = [] }) => {
        const rows = results.filter((row) => isInScope(env, row)).map(runOf);
        const runs = rows.filter((run) => run !== undefined);
        if (unreadable.length > 0 || runs.length < rows.length)
          return TE.right(E.left('the search returned runs without their data'));
        if (runs.some((run) => isWanted(wanted, run) === undefined))
          return TE.right(E.left('the search returned runs without the type or name of their job'));
        return pipe(
          // The state is filtered after active runs were read again.
          parallel(atOnce)(
            runs.filter((run) => isWanted({ ...wanted, states: undefined }, run)),
            current,
          )(env),
          TE.map((read) =>
            E.right({
              runs: read.flatMap(E.match(() => [], one)).filter((run) => isWanted(wanted, run) === true),
              ids: results.map(({ metadata }) => metadata.asset_id),
              failures: read.flatMap(E.match(one, () => [])),
              total: total_rows ?? undefined,
              next,
            }),
          ),
        );
      }),
    );

const one = <A>(value: A | undefined): readonly A[] => (value === undefined ? [] : [value]);

const runOf = ({ metadata, entity }: FoundAsset): JobRun | undefined =>
  entity?.job_run === undefined
    ? undefined
    : jobRunFromWire({ metadata, entity: { job_run: entity.job_run } });

/** A finished run as it was found, any other as it is now; `undefined` if it is gone. */
const current = (
  run: JobRun,
): ReaderTaskEither<Env, WorkflowError, Either<RunFailure, JobRun | undefined>> =>
  isFinishedRun(run)
    ? RTE.right(E.right(run))
    : pipe(
        getRun(run.jobId, run.id),
        RTE.map((now) => E.right(now)),
        RTE.orElse((error) => {
          if (endsAll(error)) return RTE.left(error);
          const { jobId, jobName, id: runId } = run;
          return RTE.right(
            error._tag === 'NotFound' ? E.right(undefined) : E.left({ jobId, jobName, runId, error }),
          );
        }),
      );
