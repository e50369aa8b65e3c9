import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobHistory } from '../analysis/history.js';
import type { PaceVerdict } from '../analysis/usual.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunFilter } from './list-runs.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { historyOf } from '../analysis/history.js';
import { newestFirst } from '../analysis/run-times.js';
import { judgePace, usualSeconds } from '../analysis/usual.js';
import { defined } from '../domain/defined.js';
import { loop } from '../effect/loop.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { instant } from '../wire/time.js';
import { isNewestFirst } from './find-run.js';
import { leanRun } from './lean-run.js';
import { listRuns } from './list-runs.js';

/** Which runs a history has. */
export interface HistoryOptions extends Pick<RunFilter, 'onUnreadable'> {
  /** The newest runs; default: 50, or no limit if `since` is given. */
  readonly limit?: number | undefined;
  /** Only runs created at this time or later: ISO 8601 with its zone, or a date. */
  readonly since?: string | undefined;
  /** Judge the newest run and active ones: whether one takes longer than this multiple of the usual duration. */
  readonly slowerThan?: number | undefined;
}

/** A history, with the verdict on the newest run if `slowerThan` was given. */
export interface JudgedHistory extends JobHistory {
  readonly pace?: PaceVerdict;
  /** Number of rows that could not be read: the history is without them. */
  readonly unreadable?: number;
}

const defaultLimit = 50;

/** Newest runs that are kept besides those of the history: they decide what is usual. */
const forUsual = 100;

/**
 * The history of a job: success rate, durations, waiting times and rows of its newest runs, and whether the newest run is
 * slow. What is usual is decided by all runs that were read, also by those before `limit` and `since`.
 *
 * Wire: `GET …/runs`, pages of 100 until the history is complete; all pages if they are not newest first.
 *
 * @example
 * ```ts
 * await runJobs(2)([{ job }, { job }])(env)();
 * const history = await jobHistory(job, { slowerThan: 1.5 })(env)();
 * assert.equal(history.right.successRate, 1);
 * assert.equal(history.right.pace._tag, 'NoUsual');
 * ```
 */
export const jobHistory =
  (
    job: JobId,
    options: HistoryOptions = {},
  ): ReaderTaskEither<HasApi<'listRuns'> & HasClock & HasCancel, WorkflowError, JudgedHistory> =>
  (env) => {
    const refused = refusalOf(rules.history, options);
    if (refused !== undefined) return TE.left(refused);
    const { since, slowerThan } = options;
    const { limit = since === undefined ? defaultLimit : Infinity } = options;
    const isOlder = ({ createdAt }: JobRun): boolean =>
      since !== undefined && instant(createdAt) < instant(since);
    return pipe(
      readRuns(job, options, (runs) => runs.some(isOlder) || runs.length >= limit, limit + forUsual)(env),
      TE.map(({ runs, unreadable }): JudgedHistory => {
        const now = env.clock.now();
        const recent = newestFirst(runs.filter((run) => !isOlder(run))).slice(0, limit);
        return defined({
          ...historyOf(recent, now),
          usualSeconds: usualSeconds(runs),
          pace: slowerThan === undefined ? undefined : judgePace(runs, slowerThan, now),
          unreadable: unreadable === 0 ? undefined : unreadable,
        });
      }),
    );
  };

interface ReadRuns {
  readonly runs: readonly JobRun[];
  readonly unreadable: number;
}

/** The newest runs of a job, `most` or more, until they are enough. */
const readRuns =
  (
    job: JobId,
    { onUnreadable }: HistoryOptions,
    isEnough: (runs: readonly JobRun[]) => boolean,
    most: number,
  ): ReaderTaskEither<HasApi<'listRuns'> & HasCancel, WorkflowError, ReadRuns> =>
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
