import type * as wire from '@wxdi/bindings';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { Unavailable, WorkflowError } from '../errors/workflow-error.js';
import type { Overrides } from '../policy/overrides.js';
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
import { unfold } from '../effect/stream.js';
import { deadlineExceeded, inStep } from '../errors/workflow-error.js';
import { withOverrides } from '../policy/overrides.js';
import { defaultPoll, pollDelay } from '../policy/poll.js';
import { call } from '../ports/jobs-api.js';
import { jobRunFromWire, runStateFromWire } from '../wire/job-run.js';
import { readNewLines } from './new-lines.js';

/** How to follow a run. */
export interface FollowOptions {
  /** States to wait for; default: any finished state. A finished run always ends the wait. */
  readonly until?: readonly RunState[] | undefined;
  /** Whether to read the log as it grows. */
  readonly logs?: boolean | undefined;
  /** Fail with `DeadlineExceeded` after this time; the run continues. Default: no deadline. */
  readonly timeoutMs?: number | undefined;
  /** Whether the run was just started, so that the service may answer 404 at first. */
  readonly justStarted?: boolean | undefined;
  /** Intervals and tolerance of the polls; an omitted value has its default. */
  readonly poll?: Overrides<PollSettings> | undefined;
}

/** The ports that following a run needs. */
export type FollowEnv = HasApi<'getRun' | 'getRunLogs'> & HasClock & HasRandom & HasCancel;

interface Following {
  /** Monotonic times. */
  readonly since: number;
  readonly lastGood: number;
  readonly polls: number;
  /** Minimum wait before the next poll. */
  readonly floorMs: number;
  readonly states: FollowResult['states'];
  /** Lines of the log already returned; `undefined` if the log cannot be read. */
  readonly lines: number | undefined;
  /** Polls after the end of the run, for totals that arrive late. */
  readonly pollsAfterEnd: number;
}

type FollowStep = Turn<Following, RunEvent, FollowResult>;

/** Polls after the end of a run until the service has written its duration. */
const mostPollsAfterEnd = 2;
const afterEndMs = 1_000;

/**
 * Follows a run until it has finished or reached a state. Yields each change of state and, on request, each new entry
 * of the log, including the last ones after the end. Tolerates outages for `poll.outageMs`. An abort or a deadline
 * ends the waiting only: the run continues.
 *
 * Wire: the service has no long poll; `GET …/runs/{run_id}` and `GET …/logs`, repeatedly.
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
  const settings = withOverrides(defaultPoll, options.poll);
  const until: ReadonlySet<RunState> = new Set(options.until);
  const note = inStep(`followRun job=${job} run=${run}`);
  const done = (state: RunState): boolean => until.has(state) || isFinished(state);

  /** Waits for the next poll; a Left after the deadline. */
  const wait = (following: Following, env: FollowEnv): TaskEither<WorkflowError, void> => {
    if (following.polls === 0) return TE.right(undefined);
    if (following.pollsAfterEnd > 0) return pause(afterEndMs)(env);
    const left = (options.timeoutMs ?? Infinity) - (env.clock.monotonic() - following.since);
    if (left <= 0) return TE.left(deadlineExceeded('timed out waiting for the run; the run continues'));
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
    (error: WorkflowError): TaskEither<WorkflowError, FollowStep> => {
      if (!tolerated(following, env.clock.monotonic(), error)) return TE.left(note(error));
      const floorMs = error.retryAfterMs ?? 0;
      return TE.right({
        values: [{ type: 'outage', error }],
        next: E.left({ ...following, polls: following.polls + 1, floorMs }),
      });
    };

  /** The step after a poll that found a new state or a finished run. */
  const onNews =
    (env: FollowEnv) =>
    (seen: JobRun, now: Following): FollowStep => {
      const previous = now.states.at(-1)?.state;
      const changed = seen.state !== previous;
      const states = changed
        ? [...now.states, { state: seen.state, at: new Date(env.clock.now()).toISOString() }]
        : now.states;
      const values: readonly RunEvent[] = changed
        ? [{ type: 'state', run: seen, ...(previous === undefined ? {} : { previous }) }]
        : [];
      const ended = isFinished(seen.state);
      const complete = seen.durationSeconds !== undefined || now.pollsAfterEnd >= mostPollsAfterEnd;
      if (done(seen.state) && (complete || !ended))
        return { values, next: E.right({ run: seen, states, polls: now.polls }) };
      const pollsAfterEnd = ended ? now.pollsAfterEnd + 1 : now.pollsAfterEnd;
      return { values, next: E.left({ ...now, states, pollsAfterEnd }) };
    };

  const onRun =
    (following: Following, env: FollowEnv) =>
    (answer: wire.JobRun): TaskEither<WorkflowError, FollowStep> => {
      const lastGood = env.clock.monotonic();
      const now = { ...following, polls: following.polls + 1, lastGood, floorMs: 0 };
      const state = runStateFromWire(answer);
      const same = state === following.states.at(-1)?.state && !done(state);
      const { values, next }: FollowStep = same
        ? { values: [], next: E.left(now) }
        : onNews(env)(jobRunFromWire(answer), now);
      if (now.lines === undefined) return TE.right({ values, next });
      return pipe(
        readNewLines(job, run, now.lines)(env),
        TE.mapLeft(note),
        TE.map(({ lines, events }) => ({
          values: [...values, ...events],
          next: pipe(
            next,
            E.mapLeft((rest) => ({ ...rest, lines })),
          ),
        })),
      );
    };

  const read = call('getRun', { path: { job_id: job, run_id: run } });
  const step =
    (following: Following) =>
    (env: FollowEnv): TaskEither<WorkflowError, FollowStep> =>
      pipe(
        wait(following, env),
        TE.flatMap(() => read(env)),
        TE.matchE(onError(following, env), onRun(following, env)),
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
      pollsAfterEnd: 0,
    };
    return unfold(step)(start)(env);
  };
};
