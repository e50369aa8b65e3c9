import type {
  HasCancel,
  JobRun,
  RunFailure,
  RunSearch,
  RunSearchSummary,
  Stream,
  WorkflowError,
} from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import { searchRuns } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { WxdiError } from '../error.js';
import { callHook } from '../hook.js';

/** Runs that could not be read: those of a job, one run, or, without an id, those of jobs that are not known. */
export interface UnreadRuns extends Pick<RunFailure, 'jobId' | 'jobName' | 'runId'> {
  readonly error: WxdiError;
}

/** Where the runs of a search come from, and whether they are all there. */
export interface RunsSummary extends Pick<RunSearchSummary, 'source' | 'because'> {
  /** What could not be read; none if the answer is complete. */
  readonly failures: readonly UnreadRuns[];
}

/** Which runs are searched for, and who hears of what is missing. */
export interface RunsSearch extends RunSearch {
  /**
   * Called after the last run. Without it, the listing rejects after the last run if something could not be read.
   * Exceptions that it throws are ignored.
   */
  readonly onSummary?: ((summary: RunsSummary) => void) | undefined;
}

type Runs<Result> = Stream<LiveEnv & HasCancel, WorkflowError, JobRun, Result>;

/** The runs of a search, as rows of a listing. */
export const foundRuns = ({ onSummary, ...search }: RunsSearch): Runs<void> =>
  ending(searchRuns(search), (summary) => {
    const failures = summary.failures.map((failure) => ({ ...failure, error: new WxdiError(failure.error) }));
    if (onSummary === undefined) return failureOf(summary.failures);
    callHook(onSummary, { ...summary, failures });
    return undefined;
  });

/** The stream with another end: an error, or none. */
const ending =
  <A>(stream: Runs<A>, end: (result: A) => WorkflowError | undefined): Runs<void> =>
  (env) =>
    pipe(
      stream(env),
      TE.flatMap(({ values, next }) => {
        if (E.isLeft(next)) return TE.right({ values, next: E.left(ending(next.left, end)) });
        const error = end(next.right);
        // The last rows come before the error.
        const rest: Runs<void> = () => TE.left(error as WorkflowError);
        return TE.right({ values, next: error === undefined ? E.right(undefined) : E.left(rest) });
      }),
    );

const failureOf = ([first, ...others]: readonly RunFailure[]): WorkflowError | undefined => {
  if (first === undefined) return undefined;
  const { jobId, jobName = jobId, runId, error } = first;
  const what =
    runId !== undefined ? `run ${runId}` : jobName === undefined ? 'jobs' : `the runs of job ${jobName}`;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return { ...error, message: `${what} could not be read${more}: ${error.message}` };
};
