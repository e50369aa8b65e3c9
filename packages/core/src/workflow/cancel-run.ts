import type { Option } from 'fp-ts/lib/Option.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { isFinished } from '../domain/run-state.js';
import { call } from '../ports/jobs-api.js';
import { getRun } from './get-run.js';
import { settleBy } from './settle.js';

export interface CancelResult {
  /** The run as it is after the request: often still `Canceling`. */
  readonly run: JobRun;
  /** Whether the run had already ended, so that nothing was there to cancel. */
  readonly alreadyFinished: boolean;
}

type Env = HasApi<'getRun' | 'cancelRun'> & HasCancel;

/**
 * Asks the service to cancel a run, and does not wait for it to end. A run that has ended is left alone. A refusal or
 * a lost answer is settled by looking at the run: on its way out, or ended meanwhile, is what was asked for.
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
export const cancelRun = (job: JobId, run: RunId): ReaderTaskEither<Env, WorkflowError, CancelResult> =>
  pipe(
    getRun(job, run),
    RTE.flatMap((before) =>
      isFinished(before.state) ? RTE.right({ run: before, alreadyFinished: true }) : requestCancel(job, run),
    ),
  );

const requestCancel = (job: JobId, run: RunId): ReaderTaskEither<Env, WorkflowError, CancelResult> =>
  pipe(
    call('cancelRun', { path: { job_id: job, run_id: run }, body: {} }),
    RTE.flatMap(() => getRun(job, run)),
    RTE.map((after): CancelResult => ({ run: after, alreadyFinished: false })),
    settleBy(pipe(getRun(job, run), RTE.map(settled)), ['OutcomeUnknown', 'Refused']),
  );

const settled = (run: JobRun): Option<CancelResult> => {
  const finished = isFinished(run.state);
  return finished || run.state === 'Canceling' ? O.some({ run, alreadyFinished: finished }) : O.none;
};
