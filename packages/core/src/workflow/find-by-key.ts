import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { parallel } from '../effect/parallel.js';
import { collect, take } from '../effect/stream.js';
import { instant } from '../wire/time.js';
import { getRun } from './get-run.js';
import { allRuns } from './list-runs.js';

export type FindEnv = HasApi<'listRuns' | 'getRun'> & HasCancel;

/** Where to search for a key. */
export interface KeySearch {
  readonly job: JobId;
  readonly key: string;
  /** Runs created before are not read one by one, in wall-clock milliseconds. */
  readonly since: number;
  /** Whether these runs, which were found in the list, are enough, so that no run is read. */
  readonly isEnough: (runs: readonly JobRun[]) => boolean;
}

export interface FoundByKey {
  /** The runs that carry the key. */
  readonly keyed: readonly JobRun[];
  /** The other runs of the search, as far as they are known. */
  readonly others: readonly JobRun[];
}

/** The number of newest runs that are searched. */
const newest = 200;
/** Single runs read at once. */
const atOnce = 8;

/**
 * The runs that carry a key, among the newest 200. The list is read first; a row may lack the description, and then
 * the run itself is read, unless it is too old or the list is enough.
 */
export const findByKey = ({
  job,
  key,
  since,
  isEnough,
}: KeySearch): ReaderTaskEither<FindEnv, WorkflowError, FoundByKey> => {
  const carries = (run: JobRun): boolean => run.key === key;
  return pipe(
    collect(take(newest)(allRuns(job))),
    RTE.flatMap((rows) => {
      const listed = rows.filter(carries);
      if (isEnough(listed)) return RTE.right({ keyed: listed, others: [] });
      return pipe(
        parallel(atOnce)(rows.filter(maySayMore(since)), (row) => readAgain(job, row)),
        RTE.map((runs) => ({
          keyed: [...listed, ...runs.filter(carries)],
          others: runs.filter((run) => !carries(run)),
        })),
      );
    }),
  );
};

/** The same rows; those that may have a key that their row lacks are read, eight at once. */
export const readKeys = (
  job: JobId,
  rows: readonly JobRun[],
  since: number,
): ReaderTaskEither<FindEnv, WorkflowError, readonly JobRun[]> =>
  parallel(atOnce)(rows, (row) => (maySayMore(since)(row) ? readAgain(job, row) : RTE.right(row)));

/** Whether the run itself may have a key that its list row lacks. A row without a time may be new. */
const maySayMore =
  (since: number) =>
  (row: JobRun): boolean =>
    row.key === undefined && row.description === undefined && !(instant(row.createdAt) < since);

const readAgain = (job: JobId, row: JobRun): ReaderTaskEither<FindEnv, WorkflowError, JobRun> =>
  pipe(
    getRun(job, row.id),
    // Deleted since the list was read: not the requested run.
    RTE.orElse((error) => (error._tag === 'NotFound' ? RTE.right(row) : RTE.left(error))),
  );
