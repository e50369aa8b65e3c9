import type {
  HasCancel,
  JobOverview,
  JobRun,
  OverviewOptions,
  RunFailure,
  RunSearch,
  RunSearchSummary,
  Stream,
  WorkflowError,
} from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import { andThen, jobOverviews, searchRuns } from '@wxdi/core';
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

/** Which jobs are looked at, and who hears of what is missing. */
export interface OverviewFilter extends OverviewOptions {
  /** As in `RunsSearch`. */
  readonly onSummary?: RunsSearch['onSummary'];
}

type Env = LiveEnv & HasCancel;

/** The runs of a search, as rows of a listing. */
export const foundRuns = ({ onSummary, ...search }: RunsSearch): Stream<Env, WorkflowError, JobRun> =>
  reporting(searchRuns(search), onSummary);

/** The overviews of jobs, as rows of a listing. */
export const overviews = ({
  onSummary,
  ...filter
}: OverviewFilter): Stream<Env, WorkflowError, JobOverview> => reporting(jobOverviews(filter), onSummary);

/** The rows, and after the last one the summary, or an error if something could not be read and nobody hears of it. */
const reporting = <Row>(
  rows: Stream<Env, WorkflowError, Row, RunSearchSummary>,
  onSummary: RunsSearch['onSummary'],
): Stream<Env, WorkflowError, Row> =>
  pipe(
    rows,
    andThen((summary) => {
      const error = onSummary === undefined ? failureOf(summary.failures) : undefined;
      if (error !== undefined) return E.left(() => TE.left(error));
      const failures = summary.failures.map((failure) => ({
        ...failure,
        error: new WxdiError(failure.error),
      }));
      if (onSummary !== undefined) callHook(onSummary, { ...summary, failures });
      return E.right(undefined);
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
