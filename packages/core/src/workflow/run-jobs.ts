import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { FinishedRun, JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasJournal } from '../ports/journal.js';
import type { RunDraft } from '../wire/requests.js';
import type { FollowEnv, FollowOptions } from './follow-run.js';
import type { StartJobEnv, StartJobOptions } from './start-job.js';
import type { Started } from './started.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isFinishedRun } from '../domain/job-run.js';
import { freshKey } from '../domain/run-key.js';
import { parallel } from '../effect/parallel.js';
import { withDeadline } from '../effect/timeout.js';
import { afterStart } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { awaitRun } from './await-run.js';
import { recordEnd } from './journal-steps.js';
import { startJob } from './start-job.js';

/** The ports that running a job needs. */
export type RunJobEnv = FollowEnv & StartJobEnv;

/** How to start each run and to wait for it. `timeoutMs` is the limit of all runs together, starts included. */
export type RunJobsOptions = Pick<FollowOptions, 'poll' | 'timeoutMs'> &
  Omit<StartJobOptions, 'key' | 'like'>;

/** How to start a run and to wait for it. `timeoutMs` is the limit of both. */
export type RunJobOptions = RunJobsOptions & Pick<StartJobOptions, 'key' | 'like'>;

/** The message of a limit that passed before the start was sent. */
export const timedOut = 'timed out before the run was started';

/**
 * Starts a run of a job at most once, as `startJob` does, and waits until it has finished. A failed run is a result; see
 * `succeeded`. An error after the start has the outcome `started`, with the id of the run and its key.
 *
 * @example
 * ```ts
 * const ended = await runJob(job, { name: 'by hand' }, { key: 'by-hand-1' })(env)();
 * assert.ok(succeeded(ended.right.state));
 * ```
 */
export const runJob = (
  job: JobId,
  draft: RunDraft = {},
  given: RunJobOptions = {},
): ReaderTaskEither<RunJobEnv, WorkflowError, FinishedRun> => {
  const refused = refusalOf(rules.runJob, given);
  if (refused !== undefined) return RTE.left(refused);
  const { timeoutMs = Infinity, ...options } = given;
  return (env) => {
    const deadline = env.clock.monotonic() + timeoutMs;
    return pipe(
      withDeadline(deadline, timedOut)(startJob(job, draft, startOptions(options))),
      RTE.flatMap((started) => awaitStarted(started, options, deadline)),
    )(env);
  };
};

/** The options of the start of a run. */
export const startOptions = ({ poll: _, ...options }: Omit<RunJobOptions, 'timeoutMs'>): StartJobOptions =>
  options;

/** `deadline`: a time of the monotonic clock. `record` records how the run ended. */
export const awaitStarted =
  (
    { run, key, adopted, gone }: Started,
    { poll }: RunJobsOptions,
    deadline: number,
    record: (ended: JobRun) => ReaderTaskEither<HasJournal, never, void> = (ended) => recordEnd(ended, key),
  ): ReaderTaskEither<RunJobEnv, WorkflowError, FinishedRun> =>
  (env) => {
    if (gone && isFinishedRun(run)) return TE.right(run);
    const timeoutMs = deadline === Infinity ? undefined : Math.max(0, deadline - env.clock.monotonic());
    return pipe(
      awaitRun(run.jobId, run.id, { poll, timeoutMs, justStarted: !adopted }),
      RTE.tap((ended) => record(ended)),
      RTE.mapLeft(afterStart(run.id, key)),
    )(env);
  };

/** One of several runs. */
export interface RunRequest {
  readonly job: JobId;
  readonly draft?: RunDraft | undefined;
  /** Key of this start. Default: a fresh key. */
  readonly key?: string | undefined;
  /** Id of a run of the job: what the draft does not set is as in that run. */
  readonly like?: string | undefined;
}

/** How a start ended, and the wait for its run. */
export interface RunOutcome {
  /** Key of the start: starting again with it finds the run, if there is one. */
  readonly key: string;
  /** The run as it was started or found, whatever happened later; absent if no run is known. */
  readonly run?: JobRun;
  /** The finished run, or an error. Kind `Aborted` with outcome `not-sent`: it was not started. */
  readonly result: Either<WorkflowError, FinishedRun>;
}

export interface RunReport<Request extends RunRequest = RunRequest> extends RunOutcome {
  readonly request: Request;
}

/**
 * Runs several jobs, or one job several times, at most `limit` at once, and reports each in the order of the requests.
 * Each run is started at most once. A failure does not stop the others. After an abort or `timeoutMs` no other run is
 * started, and there is still a report for each request; `timeoutMs` is reported as `DeadlineExceeded`.
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
  (limit: number, given: RunJobsOptions = {}) =>
  <Request extends RunRequest>(
    requests: readonly Request[],
  ): ReaderTaskEither<RunJobEnv, WorkflowError, readonly RunReport<Request>[]> => {
    const refused = refusalOf(rules.runJobs, given) ?? refusalOf(rules.atOnce, limit, 'limit');
    if (refused !== undefined) return RTE.left(refused);
    const { timeoutMs = Infinity, ...options } = given;
    return (env) => {
      const deadline = env.clock.monotonic() + timeoutMs;
      return parallel(limit)(requests, (request) =>
        pipe(
          runOutcome(request, options, deadline),
          RTE.map((outcome) => ({ request, ...outcome })),
        ),
      )(env);
    };
  };

/** Runs a job; whatever happens is a value, and the run is not lost. */
export const runOutcome = (
  { job, draft, key, like }: RunRequest,
  options: RunJobsOptions,
  deadline: number,
): ReaderTaskEither<RunJobEnv, never, RunOutcome> =>
  pipe(
    withDeadline(deadline, timedOut)(startJob(job, draft, startOptions({ ...options, key, like }))),
    RTE.matchEW(
      (error): ReaderTaskEither<RunJobEnv, never, RunOutcome> =>
        ({ random }) => {
          // A start that never began has no key yet.
          const own = error.key ?? key ?? freshKey(random);
          return TE.right({ key: own, result: E.left({ ...error, key: own }) });
        },
      (started) =>
        pipe(
          awaitStarted(started, options, deadline),
          RTE.matchE(
            (error) => RTE.right<RunJobEnv, never, RunOutcome>(outcomeOf(started, E.left(error))),
            (ended) => RTE.right<RunJobEnv, never, RunOutcome>(outcomeOf(started, E.right(ended))),
          ),
        ),
    ),
  );

const outcomeOf = ({ key, run }: Started, result: RunOutcome['result']): RunOutcome => ({ key, run, result });
