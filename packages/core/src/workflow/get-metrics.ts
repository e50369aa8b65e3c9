import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunMetrics } from '../domain/metrics.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isFinishedRun } from '../domain/job-run.js';
import { hasMetrics } from '../domain/metrics.js';
import { loop } from '../effect/loop.js';
import { pause } from '../effect/pause.js';
import { getRun } from './get-run.js';

/** Metrics may arrive some time after the end of a run, or never: reads after the first, and the time between. */
const moreReads = 2;
const betweenMs = 1_000;

/**
 * The metrics of a run so far, by stage and link, or by stage of a pipeline. Empty if the service has none: a run that
 * failed early may never have any, and a streaming run has them only while it is active.
 *
 * Wire: `configuration.metrics` of the run.
 *
 * @example
 * ```ts
 * const ended = await runJob(job)(env)();
 * const metrics = await getMetrics(job, ended.right.id)(env)();
 * assert.ok(metrics.right.stages.length > 0);
 * ```
 */
export const getMetrics =
  (
    job: JobId,
    run: RunId,
  ): ReaderTaskEither<HasApi<'getRun'> & HasClock & HasCancel, WorkflowError, RunMetrics> =>
  (env) =>
    loop(0, (reads) =>
      pipe(
        reads === 0 ? TE.right<WorkflowError, void>(undefined) : pause(betweenMs)(env),
        TE.flatMap(() => getRun(job, run)(env)),
        TE.map((seen) =>
          mayStillArrive(seen) && reads < moreReads ? E.left(reads + 1) : E.right(seen.metrics),
        ),
      ),
    );

const mayStillArrive = (run: JobRun): boolean => isFinishedRun(run) && !hasMetrics(run.metrics);
