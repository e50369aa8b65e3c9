import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { Refused, WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasRetry } from '../ports/retry.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isFinished } from '../domain/run-state.js';
import { pause } from '../effect/pause.js';
import { call } from '../ports/jobs-api.js';
import { withOverrides } from '../policy/overrides.js';
import { defaultRetry, retryAfter } from '../policy/retry.js';
import { getRun } from './get-run.js';
import { reportEach } from './report-each.js';
import { afterWrite, again, settleBy, type Doubt, type HasPatience, type Check } from './settle.js';

/** The result of a cancellation. */
export interface CancelResult {
  /** The run as it is after the request: often still `Canceling`. */
  readonly run: JobRun;
  /** Whether the run had already finished, so there was nothing to cancel. */
  readonly alreadyFinished: boolean;
}

export interface CancelOptions {
  /** Whether the run is known to be active: the request is sent at once, and the run is not read first. */
  readonly isActive?: boolean | undefined;
}

type Env = HasApi<'getRun' | 'cancelRun'> & HasPatience;

/** States that a run leaves by itself, and in which a service may refuse to cancel it. */
const transient: ReadonlySet<RunState> = new Set<RunState>(['Queued', 'Starting', 'Resuming']);

/** Waits between attempts while the run is in such a state: about two minutes in total. */
const waits: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000];

/**
 * Requests the cancellation of a run, and does not wait for its end. A finished run is left unchanged, unless `isActive`
 * was given. After a refusal
 * or a lost answer the run is read: `Canceling` or finished counts as success. The request is repeated if the run is
 * still active two seconds after a lost answer, or was refused while `Queued`, `Starting` or `Resuming`, for
 * about two minutes.
 *
 * Wire: `POST …/cancel` with an empty object, any 2xx; the answer for a finished run is unknown.
 *
 * @example
 * ```ts
 * const cancelled = await pipe(
 *   startRun(stream),
 *   RTE.flatMap((run) => cancelRun(stream, run.id)),
 * )(env)();
 * assert.equal(cancelled.right.alreadyFinished, false);
 * ```
 */
export const cancelRun =
  (
    job: JobId,
    run: RunId,
    { isActive = false }: CancelOptions = {},
  ): ReaderTaskEither<Env, WorkflowError, CancelResult> =>
  (env) =>
    isActive
      ? requestToCancel(job, run)(env)
      : pipe(
          getRun(job, run)(env),
          TE.matchE(
            // A service that cannot show the run may still cancel it.
            (error) => (error._tag === 'Unavailable' ? requestToCancel(job, run)(env) : TE.left(error)),
            (before) =>
              isFinished(before.state)
                ? TE.right({ run: before, alreadyFinished: true })
                : requestToCancel(job, run)(env),
          ),
        );

/** The runs whose cancellation was accepted or that had finished, and those whose cancellation failed. */
export interface CanceledRuns {
  readonly canceled: readonly CancelResult[];
  readonly failed: readonly { readonly run: RunId; readonly error: WorkflowError }[];
}

/**
 * Requests the cancellation of several runs of a job, eight at once and each as `cancelRun` does, and reports each. A
 * failure does not stop the others. After an abort or a missing permission no other request is sent, and there is still
 * a report of each run.
 *
 * @example
 * ```ts
 * const started = await startRun(stream)(env)();
 * const report = await cancelRuns(stream, [started.right.id])(env)();
 * assert.equal(report.right.canceled[0].run.id, started.right.id);
 * ```
 */
export const cancelRuns = (
  job: JobId,
  runs: readonly RunId[],
): ReaderTaskEither<Env, WorkflowError, CanceledRuns> =>
  pipe(
    reportEach(runs, (run) => cancelRun(job, run)),
    RTE.map(({ done, failed }) => ({
      canceled: done.map(({ result }) => result),
      failed: failed.map(({ item: run, error }) => ({ run, error })),
    })),
  );

const requestToCancel = (job: JobId, run: RunId): ReaderTaskEither<Env, WorkflowError, CancelResult> =>
  pipe(
    call('cancelRun', { path: { job_id: job, run_id: run }, body: {} }),
    RTE.flatMap(() => afterWrite(getRun(job, run))),
    RTE.map((after) => ({ run: after, alreadyFinished: false })),
    settleBy((doubt) => checkCancel(doubt, getRun(job, run)), ['OutcomeUnknown', 'Refused', 'NotFound']),
  );

/** In effect if the run is `Canceling` or finished; a refused request is repeated while the run is in a transient state. */
const checkCancel =
  (
    doubt: Doubt,
    read: ReaderTaskEither<Env, WorkflowError, JobRun>,
  ): ReaderTaskEither<Env, WorkflowError, Check<CancelResult>> =>
  (env) => {
    const { error, attempt } = doubt;
    return pipe(
      read(env),
      TE.flatMap((seen) => (error._tag === 'OutcomeUnknown' ? patiently(seen, read)(env) : TE.right(seen))),
      TE.map((seen) => {
        // After a lost answer, it is this request that canceled the run.
        const ours = error._tag === 'OutcomeUnknown' && seen.state === 'Canceled';
        if (inEffect(seen)) return E.right({ run: seen, alreadyFinished: isFinished(seen.state) && !ours });
        if (error._tag !== 'Refused') return E.left(again(doubt)(env));
        return E.left(transient.has(seen.state) ? waitFor(error, attempt)(env) : undefined);
      }),
    );
  };

const inEffect = ({ state }: JobRun): boolean => isFinished(state) || state === 'Canceling';

/** A service may take this long to show that it accepted a request. */
const settlingMs = 2_000;

/** The run; if it shows no effect yet, as it is a little later. */
const patiently = (
  seen: JobRun,
  read: ReaderTaskEither<Env, WorkflowError, JobRun>,
): ReaderTaskEither<Env, WorkflowError, JobRun> =>
  inEffect(seen)
    ? RTE.right(seen)
    : pipe(
        pause(settlingMs),
        RTE.flatMap(() => read),
      );

/** The wait before a refused request is repeated, not shorter than the service's Retry-After. */
const waitFor =
  (error: Refused, attempt: number) =>
  ({ retry }: HasRetry): number | undefined => {
    const { longestRetryAfterMs: longestMs } = withOverrides(defaultRetry, retry);
    const asked = retryAfter({ longestMs })({ error });
    const wait = waits[attempt - 1];
    return asked === undefined || wait === undefined ? undefined : Math.max(asked, wait);
  };
