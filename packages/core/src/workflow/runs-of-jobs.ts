import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { JobRun } from '../domain/job-run.js';
import type { Chunk, Stream, Turn } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { parallel } from '../effect/parallel.js';
import { unfold } from '../effect/stream.js';
import { iso } from '../wire/time.js';
import { listRuns, type RunFilter } from './list-runs.js';

/** Requests at once where the lists of many jobs, or many single objects, are read. */
export const atOnce = 8;

/** Runs that could not be read: those of a job, one run, or, without an id, those of jobs that are not known. */
export interface RunFailure {
  readonly jobId?: JobId | undefined;
  readonly jobName?: string | undefined;
  readonly runId?: RunId | undefined;
  readonly error: WorkflowError;
}

type Env = HasApi<'listRuns'> & HasCancel;
type Runs = Stream<Env, WorkflowError, JobRun>;

/** A job whose runs are read. */
export type JobRef = Pick<Job, 'id'> & { readonly name?: string | undefined };

interface Open {
  readonly job: JobRef;
  readonly rest: Runs;
}

interface Place<E> {
  /** The jobs that were not read yet. */
  readonly jobs: Stream<E, WorkflowError, JobRef> | undefined;
  readonly waiting: readonly JobRef[];
  readonly open: readonly Open[];
  readonly failures: readonly RunFailure[];
}

/** Which runs of the jobs are read: those created since a time in milliseconds since 1970. */
export interface RunsOfJobsOptions extends Pick<RunFilter, 'states'> {
  readonly since: number;
}

/**
 * The runs of many jobs from their lists, one page of up to eight jobs per pull, so that memory stays flat. The list of
 * a job is read until it reaches `since`, as far as its order shows it. A job that cannot be read does not stop the
 * others: it is among the failures in the result. A job that is gone has no runs.
 */
export const runsOfJobs = <E>(
  jobs: Stream<E, WorkflowError, JobRef>,
  options: RunsOfJobsOptions,
): Stream<Env & E, WorkflowError, JobRun, readonly RunFailure[]> =>
  unfold((place: Place<E>) => step(place, options))({ jobs, waiting: [], open: [], failures: [] });

const step =
  <E>(
    place: Place<E>,
    options: RunsOfJobsOptions,
  ): ReaderTaskEither<Env & E, WorkflowError, Turn<Place<E>, JobRun, readonly RunFailure[]>> =>
  (env) =>
    pipe(
      moreJobs(place)(env),
      TE.flatMap((filled) => nextPages(filled, options)(env)),
    );

/** Reads the next page of jobs when none is waiting. */
const moreJobs =
  <E>(place: Place<E>): ReaderTaskEither<E, WorkflowError, Place<E>> =>
  (env) =>
    place.jobs === undefined || place.waiting.length > 0 || place.open.length >= atOnce
      ? TE.right(place)
      : pipe(
          place.jobs(env),
          TE.map(({ values, next }): Place<E> => ({
            ...place,
            waiting: values,
            jobs: E.isLeft(next) ? next.left : undefined,
          })),
          TE.orElse((error) =>
            endsAll(error)
              ? TE.left(error)
              : TE.right({ ...place, jobs: undefined, failures: [...place.failures, { error }] }),
          ),
        );

/** The next page of each job in progress. */
const nextPages = <E>(
  { jobs, waiting, open, failures }: Place<E>,
  { states, since }: RunsOfJobsOptions,
): ReaderTaskEither<Env, WorkflowError, Turn<Place<E>, JobRun, readonly RunFailure[]>> => {
  const room = atOnce - open.length;
  const reading = [
    ...open,
    ...waiting.slice(0, room).map((job) => ({ job, rest: listRuns(job.id, { states, since: iso(since) }) })),
  ];
  const left = waiting.slice(room);
  return pipe(
    parallel(atOnce)(reading, nextPage),
    RTE.map((pages) => {
      const odd = pages.flatMap(({ open: { job }, page }) =>
        E.isLeft(page) && page.left._tag !== 'NotFound' ? [failureOf(job, page.left)] : [],
      );
      const still = pages.flatMap(({ open: { job }, page }): readonly Open[] =>
        E.isRight(page) && E.isLeft(page.right.next) ? [{ job, rest: page.right.next.left }] : [],
      );
      const place = { jobs, waiting: left, open: still, failures: [...failures, ...odd] };
      const isOver = jobs === undefined && left.length === 0 && still.length === 0;
      return {
        values: pages.flatMap(({ page }) => (E.isRight(page) ? page.right.values : [])),
        next: isOver ? E.right(place.failures) : E.left(place),
      };
    }),
  );
};

interface Page {
  readonly open: Open;
  readonly page: Either<WorkflowError, Chunk<Env, WorkflowError, JobRun, void>>;
}

/** One page of a job, or why it could not be read. Only an error that concerns all jobs is a Left. */
const nextPage =
  (open: Open): ReaderTaskEither<Env, WorkflowError, Page> =>
  (env) =>
    pipe(
      open.rest(env),
      TE.map((page): Page => ({ open, page: E.right(page) })),
      TE.orElse((error) => (endsAll(error) ? TE.left(error) : TE.right({ open, page: E.left(error) }))),
    );

const failureOf = ({ id, name }: JobRef, error: WorkflowError): RunFailure => ({
  jobId: id,
  jobName: name,
  error,
});

/** Whether nothing else can be read after this error: the caller aborted, or the credential is not accepted. */
export const endsAll = ({ _tag, request }: WorkflowError): boolean =>
  _tag === 'Aborted' || _tag === 'DeadlineExceeded' || request?.status === 401;
