import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { FinishedRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { succeeded } from '../domain/run-state.js';
import { loop } from '../effect/loop.js';
import { pause } from '../effect/pause.js';

/**
 * The wait before the next run, in milliseconds; `undefined` to stop. `attempt` is 1 for the first run. A run that
 * succeeded is not passed to it.
 */
export type RunPolicy = (ended: FinishedRun, attempt: number) => number | undefined;

/**
 * Repeats a run that failed or completed with errors, without a wait; does not repeat a canceled run.
 *
 * @example
 * ```ts
 * assert.equal(unlessCanceled({ state: 'Failed' }, 1), 0);
 * assert.equal(unlessCanceled({ state: 'Canceled' }, 1), undefined);
 * ```
 */
export const unlessCanceled: RunPolicy = ({ state }) => (state === 'Canceled' ? undefined : 0);

/**
 * Runs a job up to `attempts` times, until a run succeeds, and returns the last run. `program` gets the number of the
 * attempt and must start another run each time, so each attempt needs its own key. Errors are not repeated: after an
 * unknown outcome, another run might be a duplicate.
 *
 * @example
 * ```ts
 * const ended = await retryRun(3)((attempt) => runJob(job, { name: `load, attempt ${attempt}` }))(env)();
 * assert.equal(ended.right.name, 'load, attempt 1');
 * ```
 */
export const retryRun =
  (attempts: number, policy: RunPolicy = unlessCanceled) =>
  <Env extends HasClock & HasCancel>(
    program: (attempt: number) => ReaderTaskEither<Env, WorkflowError, FinishedRun>,
  ): ReaderTaskEither<Env, WorkflowError, FinishedRun> =>
  (env) =>
    loop<number, WorkflowError, FinishedRun>(1, (attempt) =>
      pipe(
        program(attempt)(env),
        TE.flatMap((ended) => {
          const isLast = succeeded(ended.state) || attempt >= attempts;
          const wait = isLast ? undefined : policy(ended, attempt);
          if (wait === undefined) return TE.right(E.right(ended));
          return pipe(
            pause(wait)(env),
            TE.map(() => E.left(attempt + 1)),
          );
        }),
      ),
    );
