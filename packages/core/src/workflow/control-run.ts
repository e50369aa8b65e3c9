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
import { afterWrite, again, settleBy, type Doubt, type HasPatience, type Check } from './settle.js';

interface Change {
  /** The state in which the request has an effect and may be repeated. */
  readonly from: RunState;
  readonly leadsTo: readonly RunState[];
}

/**
 * Reads the run after a request to change its state. This also settles a lost answer: the request took effect if the
 * run is in one of the target states, and is repeated if the run is still in the initial state.
 */
const thenRead = (job: JobId, run: RunId, { from, leadsTo }: Change) => {
  const read = getRun(job, run);
  type Env = HasApi<'getRun'> & HasPatience;
  const check =
    (doubt: Doubt): ReaderTaskEither<Env, WorkflowError, Check<JobRun>> =>
    (env) =>
      pipe(
        read(env),
        TE.map((seen) => {
          if (leadsTo.includes(seen.state)) return E.right(seen);
          return E.left(seen.state === from ? again(doubt)(env) : undefined);
        }),
      );
  return <Request>(request: ReaderTaskEither<Request, WorkflowError, unknown>) =>
    pipe(
      request,
      RTE.flatMap(() => afterWrite(read)),
      settleBy(check),
    );
};

/**
 * Pauses a `Running` run and returns the run in its new state. How the service answers for a run in another state is
 * unknown; a refusal is `Refused`.
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
    thenRead(job, run, { from: 'Running', leadsTo: ['Paused'] }),
  );

/**
 * Resumes a `Paused` run and returns the run in its new state.
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
    thenRead(job, run, { from: 'Paused', leadsTo: ['Resuming', 'Running'] }),
  );
