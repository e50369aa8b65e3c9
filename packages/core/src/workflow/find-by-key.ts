import type { Option } from 'fp-ts/lib/Option.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { keepsRunName } from '../domain/job-run.js';
import { parallel } from '../effect/parallel.js';
import { collect, take } from '../effect/stream.js';
import { instant } from '../wire/time.js';
import { getRun } from './get-run.js';
import { allRuns } from './list-runs.js';

export type FindEnv = HasApi<'listRuns' | 'getRun'> & HasCancel;

/** Properties of a start, to find its run if the key was lost. */
export interface Trace {
  /** The earliest creation time of the run, in wall-clock milliseconds. */
  readonly since: number;
  /** The description as sent, including the key. */
  readonly description: string;
}

/** The number of newest runs that are searched. */
const newest = 200;
/** Single runs read at once. */
const atOnce = 8;

/**
 * The run with a key, among the newest 200. A list row may lack the description; if the name is not kept either, the
 * run itself is read.
 *
 * With a trace, a run without a key (its type loses the name, and the service dropped or truncated the description) is
 * accepted if it is the only such run since the start; several such runs are ambiguous, and none is returned.
 */
export const findByKey = (
  job: JobId,
  key: string,
  trace?: Trace,
): ReaderTaskEither<FindEnv, WorkflowError, Option<JobRun>> =>
  pipe(
    collect(take(newest)(allRuns(job))),
    RTE.flatMap((rows) => {
      const found = rows.find((row) => row.key === key);
      if (found !== undefined) return RTE.right(O.some(found));
      return pipe(
        parallel(atOnce)(rows.filter(maySayMore), (row) => readAgain(job, row)),
        RTE.map((runs) => {
          const keyed = runs.find((run) => run.key === key);
          return keyed === undefined && trace !== undefined
            ? onlyTraceOf(runs, trace)
            : O.fromNullable(keyed);
        }),
      );
    }),
  );

/** Whether the run itself may have a key that its list row lacks. */
const maySayMore = (row: JobRun): boolean =>
  row.key === undefined && row.description === undefined && !keepsRunName(row.type);

const readAgain = (job: JobId, row: JobRun): ReaderTaskEither<FindEnv, WorkflowError, JobRun> =>
  pipe(
    getRun(job, row.id),
    // Deleted since the list was read: not the requested run.
    RTE.orElse((error) => (error._tag === 'NotFound' ? RTE.right(row) : RTE.left(error))),
  );

const onlyTraceOf = (runs: readonly JobRun[], { since, description }: Trace): Option<JobRun> => {
  const [candidate, ...others] = runs.filter(
    (run) =>
      run.key === undefined &&
      description.startsWith(run.description ?? '') &&
      instant(run.createdAt) >= since,
  );
  return candidate !== undefined && others.length === 0 ? O.some(candidate) : O.none;
};
