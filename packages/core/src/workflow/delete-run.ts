import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { isFinished } from '../domain/run-state.js';
import { invalidInput } from '../errors/workflow-error.js';
import { call } from '../ports/jobs-api.js';
import { getRun } from './get-run.js';
import { isGone, settleBy, type HasPatience } from './settle.js';

type Program = ReaderTaskEither<HasApi<'deleteRun' | 'getRun'> & HasPatience, WorkflowError, void>;

/**
 * Deletes a finished run. An active run is `InvalidInput`, and nothing is sent: the service would not delete it, and
 * may not report that. After a lost answer, a missing run counts as deleted, and an existing one is deleted again.
 *
 * Wire: `DELETE …/runs/{run_id}`, 204, or 202 if the service continues the deletion after its answer.
 *
 * @example
 * ```ts
 * const ended = await runJob(job)(env)();
 * const deleted = await deleteRun(job, ended.right.id)(env)();
 * assert.equal(deleted._tag, 'Right');
 * ```
 */
export const deleteRun = (job: JobId, run: RunId): Program =>
  pipe(
    getRun(job, run),
    RTE.flatMap(({ state }) =>
      isFinished(state)
        ? deleteFinishedRun(job, run)
        : RTE.left(
            invalidInput(`run ${run} is still active; cancel it first`, [
              { path: 'run', expected: 'a finished run', received: state },
            ]),
          ),
    ),
  );

/** Deletes a run that is known to be finished. */
export const deleteFinishedRun = (job: JobId, run: RunId): Program =>
  pipe(
    call('deleteRun', { path: { job_id: job, run_id: run } }),
    RTE.map(() => undefined),
    settleBy(isGone(getRun(job, run))),
  );
