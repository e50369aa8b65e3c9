import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { FinishedRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { FollowEnv, FollowOptions } from './follow-run.js';
import type { FollowResult } from './run-event.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { isFinishedRun } from '../domain/job-run.js';
import { forEach } from '../effect/stream.js';
import { undecodable } from '../errors/workflow-error.js';
import { followRun } from './follow-run.js';

type WaitOptions = Omit<FollowOptions, 'until' | 'logs'>;

const ignoringEvents = forEach(() => () => undefined);

/**
 * Waits until a run has finished, and returns it. A failed run is a result, not an error. A run that ended in an unknown
 * state is `Undecodable`.
 *
 * @example
 * ```ts
 * const ended = await pipe(
 *   startRun(job),
 *   RTE.flatMap((run) => awaitRun(job, run.id, { justStarted: true, timeoutMs: 60_000 })),
 * )(env)();
 * assert.equal(ended.right.state, 'Completed');
 * ```
 */
export const awaitRun = (
  job: JobId,
  run: RunId,
  options: WaitOptions = {},
): ReaderTaskEither<FollowEnv, WorkflowError, FinishedRun> =>
  pipe(
    ignoringEvents(followRun(job, run, options)),
    RTE.map((result) => result.run),
    RTE.filterOrElseW(isFinishedRun, ({ state }) =>
      undecodable(`the run ended in the unknown state "${state}": it is not known whether it succeeded`),
    ),
  );

/**
 * Waits until a run is in one of the states or has finished; see `reached` and `run.state` of the result.
 *
 * @example
 * ```ts
 * const reached = await pipe(
 *   startRun(stream),
 *   RTE.flatMap((run) => awaitState(stream, run.id, ['Running'])),
 * )(env)();
 * assert.equal(reached.right.run.state, 'Running');
 * ```
 */
export const awaitState = (
  job: JobId,
  run: RunId,
  states: readonly RunState[],
  options: WaitOptions = {},
): ReaderTaskEither<FollowEnv, WorkflowError, FollowResult> =>
  ignoringEvents(followRun(job, run, { ...options, until: states }));
