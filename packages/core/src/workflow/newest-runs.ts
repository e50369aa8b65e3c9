import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { newestFirst } from '../analysis/run-times.js';
import { isNewestFirst } from '../domain/job-run.js';
import { noMetrics } from '../domain/metrics.js';
import { loop } from '../effect/loop.js';
import { listRuns, type RunFilter } from './list-runs.js';

/** The newest runs of a job, without parameters, configuration and metrics. */
export interface NewestRuns {
  readonly runs: readonly JobRun[];
  /** Number of rows that could not be read. */
  readonly unreadable: number;
}

/** Reads the newest runs of a job, `most` or more, until they are enough. */
export const newestRuns =
  (
    job: JobId,
    { onUnreadable }: Pick<RunFilter, 'onUnreadable'>,
    isEnough: (runs: readonly JobRun[]) => boolean,
    most: number,
  ): ReaderTaskEither<HasApi<'listRuns'> & HasCancel, WorkflowError, NewestRuns> =>
  (env) =>
    pipe(
      TE.fromIO(() => ({ unreadable: 0 })),
      TE.flatMap((seen) => {
        const rows = listRuns(job, {
          onUnreadable: (row) => {
            seen.unreadable += 1;
            onUnreadable?.(row);
          },
        });
        return loop({ runs: noRuns, rest: rows }, ({ runs, rest }) =>
          pipe(
            rest(env),
            TE.map(({ values, next }) => {
              const all = [...runs, ...values.map(leanRun)];
              // Newest first is not documented: after any other order the next page is read too.
              if (E.isRight(next) || (isEnough(all) && isNewestFirst(values)))
                return E.right({ runs: all, unreadable: seen.unreadable });
              const kept = all.length > 2 * most ? newestFirst(all).slice(0, most) : all;
              return E.left({ runs: kept, rest: next.left });
            }),
          ),
        );
      }),
    );

const noRuns: readonly JobRun[] = [];

/**
 * A run without its parameters, configuration and metrics, which may be kilobytes.
 *
 * @example
 * ```ts
 * const started = await startRun(job)(env)();
 * assert.deepEqual(leanRun(started.right).configuration, {});
 * ```
 */
export const leanRun = (run: JobRun): JobRun => ({
  ...run,
  parameters: [],
  configuration: {},
  metrics: noMetrics,
});
