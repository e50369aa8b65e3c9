import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { DeadlineExceeded, WorkflowError } from '../errors/workflow-error.js';
import type { Cancel, HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { aborted, deadlineExceeded } from '../errors/workflow-error.js';
import { never } from '../ports/cancel.js';
import { cancelScope } from './cancel-scope.js';

/** How long work may take to end after it was canceled. Work that ignores the signal is then abandoned. */
const graceMs = 100;

/**
 * Limits the time of a program: at the limit its work is canceled, and the error is `DeadlineExceeded`. A run that it
 * waits for continues. The error states the outcome of the work: `unknown` for a write whose answer has not arrived. A
 * start with an unknown outcome stays `OutcomeUnknown`, with its key. `Infinity` is no limit.
 *
 * Work that ignores its signal is abandoned 100 ms after the limit, or after an abort of the caller.
 *
 * @example
 * ```ts
 * const ended = await pipe(runJob(stream), withTimeout(60_000))(env)();
 * assert.equal(ended.left._tag, 'DeadlineExceeded');
 * ```
 */
export const withTimeout =
  (ms: number, message?: string) =>
  <Env extends HasClock & HasCancel, A>(
    program: ReaderTaskEither<Env, WorkflowError, A>,
  ): ReaderTaskEither<Env, WorkflowError, A> =>
  (env) =>
    withDeadline(env.clock.monotonic() + ms, message)(program)(env);

/** Like `withTimeout`, until a time of the monotonic clock, which several programs may share. */
export const withDeadline =
  (at: number, message = 'timed out') =>
  <Env extends HasClock & HasCancel, A>(
    program: ReaderTaskEither<Env, WorkflowError, A>,
  ): ReaderTaskEither<Env, WorkflowError, A> =>
  (env) =>
  async () => {
    const { clock, cancel } = env;
    const left = at - clock.monotonic();
    if (left <= 0) return E.left(deadlineExceeded(message));
    const work = cancelScope(cancel);
    const limit = cancelScope(cancel);
    const grace = cancelScope(never);
    try {
      const working = program({ ...env, cancel: work.cancel })();
      const onTime = await Promise.race([working, passed(left, { clock, cancel: limit.cancel })]);
      if (onTime !== undefined) return onTime;
      const isLate = !cancel.aborted;
      work.fire(isLate ? new LimitPassed(message) : cancel.reason);
      const late = await Promise.race([working, clock.sleep(graceMs, grace.cancel)()]);
      const ended: E.Either<WorkflowError, never> | typeof late =
        late ?? E.left({ ...aborted(cancel.reason), outcome: 'unknown' });
      return isLate ? pipe(ended, E.mapLeft(asLate(message))) : ended;
    } finally {
      for (const scope of [work, limit]) scope.close();
      for (const scope of [limit, grace]) scope.fire();
    }
  };

/** Resolves after `ms`, or when the signal fires. */
const passed = (ms: number, { clock, cancel }: HasClock & HasCancel): Promise<void> => {
  if (ms < Infinity) return clock.sleep(ms, cancel)();
  return new Promise((resolve) => {
    if (cancel.aborted) return resolve();
    cancel.addEventListener('abort', resolve);
  });
};

/** Why work is canceled at its limit. */
class LimitPassed {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** The error of one of several pieces of work, if it was canceled at the limit of all: that of a limit, not of an abort. */
export const atLimit = ({ reason }: Cancel, error: WorkflowError): WorkflowError =>
  reason instanceof LimitPassed && canceled.has(error._tag) ? asLate(reason.message)(error) : error;

const canceled: ReadonlySet<WorkflowError['_tag']> = new Set(['Aborted', 'OutcomeUnknown'] as const);

/** The error of work that was canceled at its limit. A start keeps its error: the key finds its run. */
const asLate =
  (message: string) =>
  (error: WorkflowError): WorkflowError =>
    error._tag === 'OutcomeUnknown' && error.key !== undefined ? error : late(error, message);

const late = (
  { outcome, at, request, cause, runId, key }: WorkflowError,
  message: string,
): DeadlineExceeded => ({
  ...deadlineExceeded(message),
  outcome,
  at,
  request,
  cause: cause instanceof LimitPassed ? undefined : cause,
  runId,
  key,
});
