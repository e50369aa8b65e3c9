import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { HasPatience } from './settle.js';
import { createdAfter } from '../domain/job-run.js';
import { isFinished } from '../domain/run-state.js';
import { collect, mapValues } from '../effect/stream.js';
import { refusalOf } from '../options/given.js';
import { keep } from '../options/rules.js';
import { defined } from '../domain/defined.js';
import { instant } from '../wire/time.js';
import { deleteFinishedRun } from './delete-run.js';
import { allRuns } from './list-runs.js';
import { reportEach } from './report-each.js';

/**
 * Which finished runs to keep: a number of newest runs, or those of the last days; with both rules, a run is kept if
 * either rule keeps it, or if its time cannot be read. Each number is 1 or more. `{ all: true }` keeps none.
 */
export type KeepRules =
  | { readonly newest: number; readonly days?: number | undefined; readonly all?: undefined }
  | { readonly days: number; readonly newest?: number | undefined; readonly all?: undefined }
  | { readonly all: true; readonly newest?: undefined; readonly days?: undefined };

/** The runs that were deleted, and those that were not. */
export interface DeletedRuns {
  readonly deleted: readonly RunId[];
  /** Runs that could not be deleted, with the error. */
  readonly failed: readonly { readonly run: RunId; readonly error: WorkflowError }[];
}

const dayMs = 86_400_000;

type Deleting = HasApi<'deleteRun' | 'getRun'> & HasPatience;

/**
 * Deletes finished runs, eight at once, and reports each. A failed deletion does not stop the others. After an abort or
 * a missing permission no other deletion is sent, and there is still a report of each run: those left have that error
 * and the outcome `not-sent`.
 *
 * @example
 * ```ts
 * const ended = await runJob(job)(env)();
 * const report = await deleteRuns(job, [ended.right.id])(env)();
 * assert.deepEqual(report.right, { deleted: [ended.right.id], failed: [] });
 * ```
 */
export const deleteRuns = (
  job: JobId,
  runs: readonly RunId[],
): ReaderTaskEither<Deleting, WorkflowError, DeletedRuns> =>
  pipe(
    reportEach(runs, (run) => deleteFinishedRun(job, run)),
    RTE.map(({ done, failed }) => ({
      deleted: done.map(({ item }) => item),
      failed: failed.map(({ item: run, error }) => ({ run, error })),
    })),
  );

/**
 * The runs that the rules do not keep, newest first. All pages are read before any deletion, since pages shift.
 *
 * @example
 * ```ts
 * const ended = await runJob(job)(env)();
 * const runs = await prunableRuns(job, { all: true })(env)();
 * assert.deepEqual(runs.right, [ended.right.id]);
 * ```
 */
export const prunableRuns = (
  job: JobId,
  rules: KeepRules,
): ReaderTaskEither<HasApi<'listRuns'> & HasClock & HasCancel, WorkflowError, readonly RunId[]> => {
  const refused = refusalOf(keep, rules);
  if (refused !== undefined) return RTE.left(refused);
  return (env) =>
    pipe(
      collect(mapValues(finishedOnly)(allRuns(job)))(env),
      TE.map((finished) => notKept(finished, rules, env.clock.now())),
    );
};

type Finished = Pick<JobRun, 'id' | 'createdAt'>;

/** Keeps only the needed members: a job may have tens of thousands of runs. */
const finishedOnly = (runs: readonly JobRun[]): readonly Finished[] =>
  runs.filter(({ state }) => isFinished(state)).map(({ id, createdAt }) => defined({ id, createdAt }));

/**
 * The newest runs are kept, and each run that is not certainly older than the last of them. A run of unknown age is
 * neither counted nor deleted, unless all are.
 */
const notKept = (
  finished: readonly Finished[],
  { newest = 0, days = 0, all }: KeepRules,
  now: number,
): readonly RunId[] => {
  const known =
    all === true ? finished : finished.filter(({ createdAt }) => !Number.isNaN(instant(createdAt)));
  const sorted = known.toSorted((a, b) => Number(createdAfter(b, a)) - Number(createdAfter(a, b)));
  const last = sorted[newest - 1];
  return sorted
    .slice(newest)
    .filter((run) => last === undefined || createdAfter(last, run))
    .filter((run) => days === 0 || now - instant(run.createdAt) > days * dayMs)
    .map(({ id }) => id);
};

/**
 * Deletes the finished runs of a job that the rules do not keep. Active runs are neither counted nor changed.
 *
 * Wire: all pages of `GET …/runs`, then `DELETE` of each run, eight at once.
 *
 * @example
 * ```ts
 * await runJobs(2)([{ job }, { job }, { job }])(env)();
 * const report = await pruneRuns(job, { newest: 1 })(env)();
 * assert.equal(report.right.deleted.length, 2);
 * ```
 */
export const pruneRuns = (
  job: JobId,
  rules: KeepRules,
): ReaderTaskEither<HasApi<'listRuns'> & Deleting, WorkflowError, DeletedRuns> =>
  pipe(
    prunableRuns(job, rules),
    RTE.flatMap((runs) => deleteRuns(job, runs)),
  );
