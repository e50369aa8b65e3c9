import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
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
import { pause } from '../effect/pause.js';
import { andThen, either, withLeft } from '../effect/quick.js';
import { unfold } from '../effect/stream.js';
import { deadlineExceeded, inStep } from '../errors/workflow-error.js';
import { defaultPoll, pollDelay } from '../policy/poll.js';
import { getRun } from './get-run.js';
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

  /** Waits for the time of the next poll; Left when the deadline has passed. */
  const waitTurn =
    (following: Following): ReaderTaskEither<FollowEnv, WorkflowError, void> =>
    (env) => {
      if (following.polls === 0) return TE.right(undefined);
      if (following.settling > 0) return pause(settlingMs)(env);
      const left = (options.timeoutMs ?? Infinity) - (env.clock.monotonic() - following.since);
      if (left <= 0) return TE.left(deadlineExceeded('the run did not get there in time; it goes on'));
      const delay = pollDelay(settings, following.polls, env.random());
      return pause(Math.min(left, Math.max(delay, following.floorMs)))(env);
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
    (error: WorkflowError): TE.TaskEither<WorkflowError, Turn<Following, RunEvent, FollowResult>> => {
      if (!tolerated(following, env.clock.monotonic(), error)) return TE.left(error);
      const floorMs = error.retryAfterMs ?? 0;
      return TE.right({
        values: [{ type: 'outage', error }],
        next: E.left({ ...following, polls: following.polls + 1, floorMs }),
      });
    };

  const onRun =
    (following: Following, env: FollowEnv) =>
    (seen: JobRun): TE.TaskEither<WorkflowError, Turn<Following, RunEvent, FollowResult>> => {
      const previous = following.states.at(-1)?.state;
      const changed = seen.state !== previous;
      const states = changed
        ? [...following.states, { state: seen.state, at: new Date(env.clock.now()).toISOString() }]
        : following.states;
      const now = {
        ...following,
        states,
        polls: following.polls + 1,
        lastGood: env.clock.monotonic(),
        floorMs: 0,
      };
      const stateEvents: readonly RunEvent[] = changed
        ? [{ type: 'state', run: seen, ...(previous === undefined ? {} : { previous }) }]
        : [];
      const settled = seen.durationSeconds !== undefined || following.settling >= settlingLooks;
      const next: Turn<Following, RunEvent, FollowResult>['next'] =
        done(seen.state) && (settled || !isFinished(seen.state))
          ? E.right({ run: seen, states, polls: now.polls })
          : E.left(isFinished(seen.state) ? { ...now, settling: now.settling + 1 } : now);
      if (now.lines === undefined) return TE.right({ values: stateEvents, next });
      return pipe(
        readNewLines(job, run, now.lines)(env),
        TE.map(({ lines, events }) => ({
          values: [...stateEvents, ...events],
          next: pipe(
            next,
            E.mapLeft((rest) => ({ ...rest, lines })),
          ),
        })),
      );
    };

  const step =
    (
      following: Following,
    ): ReaderTaskEither<FollowEnv, WorkflowError, Turn<Following, RunEvent, FollowResult>> =>
    (env) =>
      pipe(
        waitTurn(following)(env),
        andThen(() => pipe(getRun(job, run)(env), either(onError(following, env), onRun(following, env)))),
        withLeft(inStep(`followRun job=${job} run=${run}`)),
      );

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
