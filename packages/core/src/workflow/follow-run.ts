import type * as wire from '@wxdi/bindings';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { Stream, Turn } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Overrides } from '../policy/overrides.js';
import type { PollSettings } from '../policy/poll.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasRandom } from '../ports/random.js';
import type { HasPoll } from '../ports/waiting.js';
import type { FollowResult, RunEvent } from './run-event.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { hasRun } from '../domain/job-run.js';
import { isBeforeRunning, isFinished, isKnownRunState, runStateOf } from '../domain/run-state.js';
import { matchAfter } from '../effect/match-after.js';
import { pause } from '../effect/pause.js';
import { withDeadline } from '../effect/timeout.js';
import { unfold } from '../effect/stream.js';
import { inStep } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { withOverrides } from '../policy/overrides.js';
import { defaultPoll, pollDelay } from '../policy/poll.js';
import { call } from '../ports/jobs-api.js';
import { jobRunFromWire, runStateFromWire } from '../wire/job-run.js';
import { lastLines, nothingRead, readNewLines, type LogReading, type NewLines } from './new-lines.js';

/** How to follow a run. */
export interface FollowOptions {
  /**
   * States to wait for, in any usual spelling; default: any finished state. A finished run always ends the wait;
   * `reached` of the result tells whether it was in one of these states.
   */
  readonly until?: readonly RunState[] | undefined;
  /** Whether to read the log as it grows. */
  readonly logs?: boolean | undefined;
  /**
   * Fail with `DeadlineExceeded` after this time, even while a request or its retries are under way; the run continues.
   * Default: no limit.
   */
  readonly timeoutMs?: number | undefined;
  /** Whether the run was just started, so that the service may answer 404 at first. */
  readonly justStarted?: boolean | undefined;
  /** Intervals and tolerance of the polls; an omitted value has its default. */
  readonly poll?: Overrides<PollSettings> | undefined;
}

/** The ports that following a run needs. */
export type FollowEnv = HasApi<'getRun' | 'getRunLogs'> & HasClock & HasRandom & HasCancel & HasPoll;

interface Following {
  /** Monotonic times. */
  readonly since: number;
  readonly lastGood: number;
  readonly polls: number;
  /** Minimum wait before the next poll. */
  readonly floorMs: number;
  readonly states: FollowResult['states'];
  /** `undefined` if the log is not read. */
  readonly log: LogReading | undefined;
  /** The end of the run, which is reported after the last lines of the log. */
  readonly held: readonly RunEvent[];
  /** Polls after the end of the run, for totals that arrive late. */
  readonly pollsAfterEnd: number;
  /** How the run ended, while its totals are read again. */
  readonly ended: { readonly run: JobRun; readonly reached: boolean } | undefined;
  /** The step of a poll that saw the end, while the log is read for it: that read may last until the limit. */
  readonly unread: FollowStep | undefined;
  /** The unknown state in which the last poll saw a run with an end time. */
  readonly endedAs: RunState | undefined;
  /** The refusal that was received, which a second poll must confirm. */
  readonly doubt: Tag | undefined;
}

type FollowStep = Turn<Following, RunEvent, FollowResult>;

type Tag = WorkflowError['_tag'];

/** The poll failed, or its answer is not that of the service but, for example, a page of a proxy. */
const isOutage = (tag: Tag): boolean => tag === 'Unavailable' || tag === 'Undecodable';

/** Answers that end the wait once a second poll confirms them: 401, 403 and 404. */
const isRefusal = (tag: Tag): boolean => tag === 'NotFound' || tag === 'NotPermitted';

/** Polls after the end of a run until the service has written its duration. */
const mostPollsAfterEnd = 2;
const afterEndMs = 1_000;

const timedOut = 'timed out waiting for the run; the run continues';

/** Adds the new lines of the log to a step. The end of the run comes after the last of them. */
const withLines = (
  now: Following,
  { values, next }: FollowStep,
  isEnded: boolean,
  { reading, events }: NewLines,
): FollowStep => {
  const states = [...now.held, ...values];
  if (E.isLeft(next)) {
    return isEnded
      ? { values: events, next: E.left({ ...next.left, log: reading, held: states }) }
      : { values: [...states, ...events], next: E.left({ ...next.left, log: reading, held: [] }) };
  }
  // The first read after the end failed: the log may become available a moment later.
  if (isEnded && reading.failure !== undefined && now.pollsAfterEnd === 0) {
    const { run, reached, states: seen } = next.right;
    const again = { ...now, states: seen, ended: { run, reached }, log: reading, held: states };
    return { values: events, next: E.left({ ...again, pollsAfterEnd: 1 }) };
  }
  return { values: [...events, ...lastLines(reading, isEnded), ...states], next };
};

/** Keeps the end of the run before the log is read. */
const beforeLog = (now: Following, { values, next }: FollowStep): FollowStep => {
  const { ended, states } = E.isLeft(next) ? next.left : { ended: next.right, states: next.right.states };
  const held = [...now.held, ...values];
  return { values: [], next: E.left({ ...now, ended, states, held, unread: { values: [], next } }) };
};

/**
 * Follows a run until it has finished or reached a state. Yields each change of state and, on request, each new entry
 * of the log: the end of the run comes after the last one. Where the service has dropped lines of the log before they
 * could be read, it yields a gap; if the log could not be read to its end, it yields `no-log`. An abort or a deadline
 * ends the waiting only: the run continues.
 *
 * Outages, and answers that are not those of the service, are tolerated for `poll.outageMs`. 401, 403 and 404 end the wait
 * when a second poll gets the same answer. An unknown state is not an end, unless two polls see the run in that state with
 * an end time; it is then not known whether the run succeeded.
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
  const refused = refusalOf(rules.follow, options);
  if (refused !== undefined) return () => TE.left(refused);
  return (env) => follow(job, run, { ...options, poll: withOverrides(env.poll ?? {}, options.poll) })(env);
};

const follow = (
  job: JobId,
  run: RunId,
  options: FollowOptions,
): Stream<FollowEnv, WorkflowError, RunEvent, FollowResult> => {
  const settings = withOverrides(defaultPoll, options.poll);
  const until: ReadonlySet<RunState> = new Set(options.until?.map(runStateOf));
  const note = inStep(`followRun job=${job} run=${run}`);

  /** Whether the run is in a state of `until`, or was running between two polls. */
  const isReached = (seen: JobRun, previous: RunState | undefined, isOver: boolean): boolean => {
    if (until.size === 0) return isFinished(seen.state);
    if (until.has(seen.state)) return true;
    const isPast = isOver || (previous !== undefined && isBeforeRunning(previous));
    return until.has('Running') && isPast && hasRun(seen);
  };

  /** Waits for the next poll. */
  const wait = (following: Following, env: FollowEnv): TaskEither<WorkflowError, void> => {
    if (following.polls === 0) return TE.right(undefined);
    if (following.pollsAfterEnd > 0) return pause(afterEndMs)(env);
    const delay = pollDelay(settings, following.polls, env.random());
    return pause(Math.max(delay, following.floorMs))(env);
  };

  const isTolerated = (following: Following, now: number, { _tag }: WorkflowError): boolean => {
    if (
      _tag === 'NotFound' &&
      options.justStarted === true &&
      now - following.since < settings.notFoundGraceMs
    )
      return true;
    if (now - following.lastGood >= settings.outageMs) return false;
    return isOutage(_tag) || (isRefusal(_tag) && following.doubt !== _tag);
  };

  const onError =
    (following: Following, env: FollowEnv) =>
    (error: WorkflowError): TaskEither<WorkflowError, FollowStep> => {
      if (!isTolerated(following, env.clock.monotonic(), error)) return TE.left(note(error));
      const floorMs = error._tag === 'Unavailable' ? (error.retryAfterMs ?? 0) : 0;
      const doubt = isRefusal(error._tag) ? error._tag : following.doubt;
      return TE.right({
        values: [{ type: 'outage', error }],
        next: E.left({ ...following, polls: following.polls + 1, floorMs, doubt }),
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
      const isEnded = isFinished(seen.state);
      const isComplete = seen.durationSeconds !== undefined || now.pollsAfterEnd >= mostPollsAfterEnd;
      const endedAs = !isKnownRunState(seen.state) && seen.finishedAt ? seen.state : undefined;
      const isOver = isEnded || (endedAs !== undefined && endedAs === now.endedAs);
      const reached = isReached(seen, previous, isOver);
      if ((isOver || reached) && (isComplete || !isEnded))
        return { values, next: E.right({ run: seen, states, reached, polls: now.polls }) };
      const pollsAfterEnd = isEnded ? now.pollsAfterEnd + 1 : 0;
      const ended = isEnded ? { run: seen, reached } : undefined;
      return { values, next: E.left({ ...now, states, pollsAfterEnd, ended, endedAs }) };
    };

  const onRun =
    (following: Following, env: FollowEnv) =>
    (answer: wire.JobRun): TaskEither<WorkflowError, FollowStep> => {
      const lastGood = env.clock.monotonic();
      const now = { ...following, polls: following.polls + 1, lastGood, floorMs: 0, doubt: undefined };
      const state = runStateFromWire(answer);
      const same = state === following.states.at(-1)?.state && isKnownRunState(state) && !isFinished(state);
      const { values, next }: FollowStep = same
        ? { values: [], next: E.left(now) }
        : onNews(env)(jobRunFromWire(answer), now);
      if (now.log === undefined) return TE.right({ values, next });
      if (isFinished(state)) return TE.right(beforeLog(now, { values, next }));
      return readLog(now, now.log, { values, next }, false)(env);
    };

  const readLog =
    (now: Following, log: LogReading, taken: FollowStep, isEnded: boolean) =>
    (env: FollowEnv): TaskEither<WorkflowError, FollowStep> =>
      pipe(
        readNewLines(job, run, log)(env),
        TE.mapLeft(note),
        TE.map((lines) => withLines(now, taken, isEnded, lines)),
      );

  const read = call('getRun', { path: { job_id: job, run_id: run } });
  const step =
    (following: Following) =>
    (env: FollowEnv): TaskEither<WorkflowError, FollowStep> => {
      const { unread, log } = following;
      if (unread !== undefined && log !== undefined)
        return readLog({ ...following, unread: undefined }, log, unread, true)(env);
      return matchAfter(wait(following, env), read(env), onError(following, env), onRun(following, env));
    };

  /** At the limit, an ended run is the result, even if its totals or the end of its log have not arrived. */
  const limitedStep =
    (timeoutMs: number) =>
    (following: Following) =>
    (env: FollowEnv): TaskEither<WorkflowError, FollowStep> =>
      pipe(
        withDeadline(following.since + timeoutMs, timedOut)(step(following))(env),
        TE.orElse((error): TaskEither<WorkflowError, FollowStep> => {
          const { ended, states, polls, log, held } = following;
          if (error._tag !== 'DeadlineExceeded') return TE.left(error);
          // If no work was under way, the step is not noted yet.
          if (ended === undefined) return TE.left(error.at.length === 0 ? note(error) : error);
          const values = [...(log === undefined ? [] : lastLines(log, true)), ...held];
          return TE.right({ values, next: E.right({ ...ended, states, polls }) });
        }),
      );

  return (env) => {
    const since = env.clock.monotonic();
    const start: Following = {
      since,
      lastGood: since,
      polls: 0,
      floorMs: 0,
      states: [],
      log: options.logs === true ? nothingRead : undefined,
      held: [],
      pollsAfterEnd: 0,
      ended: undefined,
      unread: undefined,
      endedAs: undefined,
      doubt: undefined,
    };
    return unfold(options.timeoutMs === undefined ? step : limitedStep(options.timeoutMs))(start)(env);
  };
};
