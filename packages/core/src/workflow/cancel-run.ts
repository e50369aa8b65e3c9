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
import { call } from '../ports/jobs-api.js';
import { defaultRetry, retryAfter } from '../policy/retry.js';
import { getRun } from './get-run.js';
import { afterWrite, again, settleBy, type Doubt, type HasPatience, type Sight } from './settle.js';

export interface CancelResult {
  /** The run as it is after the request: often still `Canceling`. */
  readonly run: JobRun;
  /** Whether the run had already ended, so that nothing was there to cancel. */
  readonly alreadyFinished: boolean;
}

type Env = HasApi<'getRun' | 'cancelRun'> & HasPatience;

/** States that a run leaves by itself, and in which a service may refuse to cancel it. */
const onTheWay: ReadonlySet<RunState> = new Set<RunState>(['Queued', 'Starting', 'Resuming']);

/** Waits between attempts while the run is on its way: about two minutes in all. */
const waits: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000];

/**
 * Asks the service to cancel a run, and does not wait for it to end. A run that has ended is left alone. A refusal or
 * a lost answer is settled by looking at the run: on its way out, or ended meanwhile, is what was asked for. One that
 * goes on after a lost answer is asked again, and so is one that is refused while it is `Queued`, `Starting` or
 * `Resuming`, for about two minutes.
 *
 * Wire: `POST …/cancel` with an empty object; what the service answers for a run that has ended is unknown.
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
  (job: JobId, run: RunId): ReaderTaskEither<Env, WorkflowError, CancelResult> =>
  (env) =>
    pipe(
      getRun(job, run)(env),
      TE.flatMap((before) =>
        isFinished(before.state)
          ? TE.right({ run: before, alreadyFinished: true })
          : requestToCancel(job, run)(env),
      ),
    );

const requestToCancel = (job: JobId, run: RunId): ReaderTaskEither<Env, WorkflowError, CancelResult> =>
  pipe(
    call('cancelRun', { path: { job_id: job, run_id: run }, body: {} }),
    RTE.flatMap(() => afterWrite(getRun(job, run))),
    RTE.map((after) => ({ run: after, alreadyFinished: false })),
    settleBy((doubt) => sightOf(doubt, getRun(job, run)), ['OutcomeUnknown', 'Refused', 'NotFound']),
  );

/** Out or on its way out is what was asked for; a run on its way up that was refused is waited for and tried again. */
const sightOf =
  (
    doubt: Doubt,
    look: ReaderTaskEither<Env, WorkflowError, JobRun>,
  ): ReaderTaskEither<Env, WorkflowError, Sight<CancelResult>> =>
  (env) =>
    pipe(
      look(env),
      TE.map((seen) => {
        const finished = isFinished(seen.state);
        if (finished || seen.state === 'Canceling') return E.right({ run: seen, alreadyFinished: finished });
        const { error, attempt } = doubt;
        if (error._tag !== 'Refused') return E.left(again(doubt)(env));
        return E.left(onTheWay.has(seen.state) ? waitFor(error, attempt)(env) : undefined);
      }),
    );

/** The wait before a refused request is sent again, and at least as long as the service asked for. */
const waitFor =
  (error: Refused, attempt: number) =>
  ({ retry }: HasRetry): number | undefined => {
    const { longestRetryAfterMs: longestMs } = { ...defaultRetry, ...retry };
    const asked = retryAfter({ longestMs })({ error });
    const wait = waits[attempt - 1];
    return asked === undefined || wait === undefined ? undefined : Math.max(asked, wait);
  };
