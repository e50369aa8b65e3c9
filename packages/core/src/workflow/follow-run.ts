import type * as wire from '@wxdi/bindings';
import type { Either } from 'fp-ts/lib/Either.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { Unavailable, WorkflowError } from '../errors/workflow-error.js';
import type { PollSettings } from '../policy/poll.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasRandom } from '../ports/random.js';
import type { FollowResult, RunEvent } from './run-event.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isFinished } from '../domain/run-state.js';
import { unfold } from '../effect/stream.js';
import { turn } from '../effect/turn.js';
import { deadlineExceeded, inStep } from '../errors/workflow-error.js';
import { defaultPoll, pollDelay } from '../policy/poll.js';
import { call } from '../ports/jobs-api.js';
import { jobRunFromWire, runStateFromWire } from '../wire/job-run.js';
import { readNewLines } from './new-lines.js';

export interface FollowOptions {
  /** States to wait for; default: any in which the run has ended. The end of the run ends the wait in any case. */
  readonly until?: readonly RunState[];
  /** Whether to read the log as it grows. */
  readonly logs?: boolean;
  /** Give up with `DeadlineExceeded` after so long; the run goes on. Default: no deadline. */
  readonly timeoutMs?: number;
  /** Whether the run was started just now, so that the service may not know it yet. */
  readonly justStarted?: boolean;
  readonly poll?: Partial<PollSettings>;
}

/** What following a run needs. */
export type FollowEnv = HasApi<'getRun' | 'getRunLogs'> & HasClock & HasRandom & HasCancel;

interface Following {
  /** Monotonic times. */
  readonly since: number;
  readonly lastGood: number;
  readonly polls: number;
  /** Least wait before the next poll. */
  readonly floorMs: number;
  readonly states: FollowResult['states'];
  /** Lines of the log already given; `undefined` once the log is given up. */
  readonly lines: number | undefined;
  /** Looks after the end, for totals that lag behind it. */
  readonly settling: number;
}

type FollowTurn = Turn<Following, RunEvent, FollowResult>;

/** Looks after the end until the service has written the duration. */
const settlingLooks = 2;
const settlingMs = 1_000;

/**
 * Follows a run until it has ended or reached a state: gives each change of state and, if asked, each new entry of
 * the log, the last ones after the end included. Outages are sat out for `poll.outageMs`. Stopping it, by cancel or
 * deadline, never touches the run.
 *
 * Wire: the service has no long poll; `GET …/runs/{run_id}` and `GET …/logs`, again and again.
 *
 * @example
 * ```ts
 * const states = [];
 * const note = (event) => () => void (event.type === 'state' && states.push(event.run.state));
 * const end = await pipe(
 *   startRun(job),
 *   RTE.flatMap((run) => pipe(followRun(job, run.id, { logs: true }), forEach(note))),
 * )(env)();
 * assert.equal(states.at(-1), end.right.run.state);
 * ```
 */
export const followRun = (
  job: JobId,
  run: RunId,
  options: FollowOptions = {},
): Stream<FollowEnv, WorkflowError, RunEvent, FollowResult> => {
  const settings = { ...defaultPoll, ...options.poll };
  const until: ReadonlySet<RunState> = new Set(options.until);
  const done = (state: RunState): boolean => until.has(state) || isFinished(state);

  /** Milliseconds until the next poll; Left when the deadline has passed. */
  const delayOf = (following: Following, env: FollowEnv): Either<WorkflowError, number | undefined> => {
    if (following.polls === 0) return E.right(undefined);
    if (following.settling > 0) return E.right(settlingMs);
    const left = (options.timeoutMs ?? Infinity) - (env.clock.monotonic() - following.since);
    if (left <= 0) return E.left(deadlineExceeded('the run did not get there in time; it goes on'));
    const delay = pollDelay(settings, following.polls, env.random());
    return E.right(Math.min(left, Math.max(delay, following.floorMs)));
  };

  const tolerated = (
    following: Following,
    now: number,
    error: WorkflowError,
  ): error is WorkflowError & Pick<Unavailable, 'retryAfterMs'> => {
    if (error._tag === 'Unavailable') return now - following.lastGood < settings.outageMs;
    return (
      error._tag === 'NotFound' &&
      options.justStarted === true &&
      now - following.since < settings.notFoundGraceMs
    );
  };

  const onError =
    (following: Following, env: FollowEnv) =>
    (error: WorkflowError): Either<WorkflowError, FollowTurn> => {
      if (!tolerated(following, env.clock.monotonic(), error)) return E.left(error);
      const floorMs = error.retryAfterMs ?? 0;
      return E.right({
        values: [{ type: 'outage', error }],
        next: E.left({ ...following, polls: following.polls + 1, floorMs }),
      });
    };

  /** What a run that has changed or ended makes of the turn. */
  const onNews =
    (env: FollowEnv) =>
    (seen: JobRun, now: Following): FollowTurn => {
      const previous = now.states.at(-1)?.state;
      const changed = seen.state !== previous;
      const states = changed
        ? [...now.states, { state: seen.state, at: new Date(env.clock.now()).toISOString() }]
        : now.states;
      const values: readonly RunEvent[] = changed
        ? [{ type: 'state', run: seen, ...(previous === undefined ? {} : { previous }) }]
        : [];
      const settled = seen.durationSeconds !== undefined || now.settling >= settlingLooks;
      if (done(seen.state) && (settled || !isFinished(seen.state)))
        return { values, next: E.right({ run: seen, states, polls: now.polls }) };
      const settling = isFinished(seen.state) ? now.settling + 1 : now.settling;
      return { values, next: E.left({ ...now, states, settling }) };
    };

  const onRun =
    (following: Following, env: FollowEnv) =>
    (answer: wire.JobRun): Either<WorkflowError, FollowTurn> | TaskEither<WorkflowError, FollowTurn> => {
      const lastGood = env.clock.monotonic();
      const now = { ...following, polls: following.polls + 1, lastGood, floorMs: 0 };
      const state = runStateFromWire(answer);
      const same = state === following.states.at(-1)?.state && !done(state);
      // Most looks find the run as it was: it is not even read.
      const { values, next }: FollowTurn = same
        ? { values: [], next: E.left(now) }
        : onNews(env)(jobRunFromWire(answer), now);
      if (now.lines === undefined) return E.right({ values, next });
      return pipe(
        readNewLines(job, run, now.lines)(env),
        TE.map(({ lines, events }) => ({
          values: [...values, ...events],
          next: pipe(
            next,
            E.mapLeft((rest) => ({ ...rest, lines })),
          ),
        })),
      );
    };

  const look = call('getRun', { path: { job_id: job, run_id: run } });
  const note = inStep(`followRun job=${job} run=${run}`);

  const step =
    (following: Following): ReaderTaskEither<FollowEnv, WorkflowError, FollowTurn> =>
    (env) =>
      turn({
        delay: delayOf(following, env),
        look: look(env),
        onError: onError(following, env),
        onValue: onRun(following, env),
        note,
      })(env);

  return (env) => {
    const since = env.clock.monotonic();
    const start: Following = {
      since,
      lastGood: since,
      polls: 0,
      floorMs: 0,
      states: [],
      lines: options.logs === true ? 0 : undefined,
      settling: 0,
    };
    return unfold(step)(start)(env);
  };
};
