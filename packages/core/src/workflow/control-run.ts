import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { call } from '../ports/jobs-api.js';
import { getRun } from './get-run.js';
import { afterWrite, settleBy } from './settle.js';

/** Looks at the run after a request to change its state; a lost answer is settled by one of the states it leads to. */
const thenLook = (job: JobId, run: RunId, leadsTo: readonly RunState[]) => {
  const look = getRun(job, run);
  const reached = pipe(look, RTE.map(O.fromPredicate((seen) => leadsTo.includes(seen.state))));
  return <Env>(request: ReaderTaskEither<Env, WorkflowError, unknown>) =>
    pipe(
      request,
      RTE.flatMap(() => afterWrite(look)),
      settleBy(reached),
    );
};

/**
 * Pauses a run that is `Running`, and gives the run as it is then. What the service thinks of pausing another one is
 * unknown: its refusal is `Refused`.
 *
 * Wire: `POST …/pause` with an empty object.
 *
 * @example
 * ```ts
 * const paused = await pipe(
 *   startRun(job),
 *   RTE.flatMap((run) => awaitState(job, run.id, ['Running'])),
 *   RTE.flatMap(({ run }) => pauseRun(job, run.id)),
 * )(env)();
 * assert.equal(paused.right.state, 'Paused');
 * ```
 */
export const pauseRun = (
  job: JobId,
  run: RunId,
): ReaderTaskEither<HasApi<'getRun' | 'pauseRun'> & HasCancel, WorkflowError, JobRun> =>
  pipe(call('pauseRun', { path: { job_id: job, run_id: run }, body: {} }), thenLook(job, run, ['Paused']));

/**
 * Resumes a run that is `Paused`, and gives the run as it is then.
 *
 * Wire: `POST …/resume` with an empty object.
 *
 * @example
 * ```ts
 * const resumed = await pipe(
 *   startRun(job),
 *   RTE.flatMap((run) => awaitState(job, run.id, ['Running'])),
 *   RTE.flatMap(({ run }) => pauseRun(job, run.id)),
 *   RTE.flatMap((run) => resumeRun(job, run.id)),
 * )(env)();
 * assert.ok(['Resuming', 'Running'].includes(resumed.right.state));
 * ```
 */
export const resumeRun = (
  job: JobId,
  run: RunId,
): ReaderTaskEither<HasApi<'getRun' | 'resumeRun'> & HasCancel, WorkflowError, JobRun> =>
  pipe(
    call('resumeRun', { path: { job_id: job, run_id: run }, body: {} }),
    thenLook(job, run, ['Resuming', 'Running']),
  );
