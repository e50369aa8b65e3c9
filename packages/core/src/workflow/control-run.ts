import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { call } from '../ports/jobs-api.js';
import { getRun } from './get-run.js';
import { afterWrite, again, settleBy, type Doubt, type HasPatience, type Sight } from './settle.js';

interface Change {
  /** The state in which the request does something, and may do it again. */
  readonly from: RunState;
  readonly leadsTo: readonly RunState[];
}

/**
 * Looks at the run after a request to change its state. A lost answer is settled by that: the request is in effect in
 * one of the states that it leads to, and sent again in the one that it leads out of.
 */
const thenLook = (job: JobId, run: RunId, { from, leadsTo }: Change) => {
  const look = getRun(job, run);
  type Env = HasApi<'getRun'> & HasPatience;
  const sight =
    (doubt: Doubt): ReaderTaskEither<Env, WorkflowError, Sight<JobRun>> =>
    (env) =>
      pipe(
        look(env),
        TE.map((seen) => {
          if (leadsTo.includes(seen.state)) return E.right(seen);
          return E.left(seen.state === from ? again(doubt)(env) : undefined);
        }),
      );
  return <Request>(request: ReaderTaskEither<Request, WorkflowError, unknown>) =>
    pipe(
      request,
      RTE.flatMap(() => afterWrite(look)),
      settleBy(sight),
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
): ReaderTaskEither<HasApi<'getRun' | 'pauseRun'> & HasPatience, WorkflowError, JobRun> =>
  pipe(
    call('pauseRun', { path: { job_id: job, run_id: run }, body: {} }),
    thenLook(job, run, { from: 'Running', leadsTo: ['Paused'] }),
  );

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
): ReaderTaskEither<HasApi<'getRun' | 'resumeRun'> & HasPatience, WorkflowError, JobRun> =>
  pipe(
    call('resumeRun', { path: { job_id: job, run_id: run }, body: {} }),
    thenLook(job, run, { from: 'Paused', leadsTo: ['Resuming', 'Running'] }),
  );
