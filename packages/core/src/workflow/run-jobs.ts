import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { FinishedRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunDraft } from '../wire/requests.js';
import type { FollowEnv, FollowOptions } from './follow-run.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { parallel } from '../effect/parallel.js';
import { awaitRun } from './await-run.js';
import { startRun } from './start-run.js';

/** The ports that running a job needs. */
export type RunJobEnv = FollowEnv & HasApi<'startRun'>;

/** How to wait for each run. */
export type RunJobOptions = Pick<FollowOptions, 'poll' | 'timeoutMs'>;

/**
 * Starts a run of a job and waits until it has finished. A failed run is a result; see `succeeded`.
 *
 * @example
 * ```ts
 * const ended = await runJob(job, { name: 'by hand' })(env)();
 * assert.ok(succeeded(ended.right.state));
 * ```
 */
export const runJob = (
  job: JobId,
  draft: RunDraft = {},
  options: RunJobOptions = {},
): ReaderTaskEither<RunJobEnv, WorkflowError, FinishedRun> =>
  pipe(
    startRun(job, draft),
    RTE.flatMap((run) => awaitRun(job, run.id, { ...options, justStarted: true })),
  );

/** One of several runs. */
export interface RunRequest {
  readonly job: JobId;
  readonly draft?: RunDraft | undefined;
}

/** The result of one of several runs. */
export interface RunReport<Request extends RunRequest = RunRequest> {
  readonly request: Request;
  /** The finished run, or an error. */
  readonly result: Either<WorkflowError, FinishedRun>;
}

/**
 * Runs several jobs, or one job several times, at most `limit` at once, and reports each in the order of the requests. A
 * failure does not stop the others; only an abort ends it early.
 *
 * @example
 * ```ts
 * const years = ['2024', '2025'];
 * const requests = years.map((value) => ({ job, draft: { parameters: [{ name: 'year', value }] } }));
 * const reports = await runJobs(4)(requests)(env)();
 * assert.deepEqual(reports.right.map(({ result }) => result.right.state), ['Completed', 'Completed']);
 * ```
 */
export const runJobs =
  (limit: number, options: RunJobOptions = {}) =>
  <Request extends RunRequest>(
    requests: readonly Request[],
  ): ReaderTaskEither<RunJobEnv, WorkflowError, readonly RunReport<Request>[]> =>
    parallel(limit)(requests, (request) =>
      pipe(
        asResult(runJob(request.job, request.draft, options)),
        RTE.map((result) => ({ request, result })),
      ),
    );

/** The result of a program as a value; only an abort stays an error. */
export const asResult = <Env, A>(
  program: ReaderTaskEither<Env, WorkflowError, A>,
): ReaderTaskEither<Env, WorkflowError, Either<WorkflowError, A>> =>
  pipe(
    program,
    RTE.map((result): Either<WorkflowError, A> => E.right(result)),
    RTE.orElse((error) => (error._tag === 'Aborted' ? RTE.left(error) : RTE.right(E.left(error)))),
  );
