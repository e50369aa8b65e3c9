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
import { listRuns } from './list-runs.js';

export type FindEnv = HasApi<'listRuns' | 'getRun'> & HasCancel;

/** What a start left behind, where its key may have been lost on the way. */
export interface Trace {
  /** Wall-clock milliseconds before which the run was not created. */
  readonly since: number;
  /** The description that was sent, its key included. */
  readonly description: string;
}

/** The newest runs that are looked at. */
const newest = 200;
/** Single runs that are read at once. */
const atOnce = 8;

/**
 * The run that carries a key, among the newest 200. A row of the list may lack the description; where the name is not
 * kept either, the run itself is read before deciding.
 *
 * With a trace, a run of a type that loses its name and whose description was dropped or cut by the service is taken
 * for the one that was started, if it is the only one since then; two of them decide nothing.
 */
export const findByKey = (
  job: JobId,
  key: string,
  trace?: Trace,
): ReaderTaskEither<FindEnv, WorkflowError, Option<JobRun>> =>
  pipe(
    collect(take(newest)(listRuns(job))),
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

/** Whether the run itself may show a key that its row in the list does not. */
const maySayMore = (row: JobRun): boolean =>
  row.key === undefined && row.description === undefined && !keepsRunName(row.type);

const readAgain = (job: JobId, row: JobRun): ReaderTaskEither<FindEnv, WorkflowError, JobRun> =>
  pipe(
    getRun(job, row.id),
    // Deleted since the list was read: not the one that is looked for.
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
