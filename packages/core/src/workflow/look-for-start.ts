import type { Option } from 'fp-ts/lib/Option.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasClock } from '../ports/clock.js';
import type { JournalEntry } from '../ports/journal.js';
import type { FindEnv } from './find-by-key.js';
import type { StartPlan } from './start-plan.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { runId } from '../domain/ids.js';
import { isFinished, succeeded } from '../domain/run-state.js';
import { instant } from '../wire/time.js';
import { attemptOf } from './decide-start.js';
import { findByKey } from './find-by-key.js';
import { getRun } from './get-run.js';
import { ageOf, settleStart } from './settle-start.js';
import { marked } from './start-plan.js';

type Program<A> = ReaderTaskEither<FindEnv & HasClock, WorkflowError, A>;

/** Tolerance between the clocks of the client and the service for a run that lost its key. */
const slackMs = 2_000;
/** The same for the runs that are read to find a key: reading one too many does no harm. */
export const readSlackMs = 86_400_000;

/** Whether a run decides alone: no other attempt follows it. */
const isFinal = ({ state }: JobRun): boolean => !isFinished(state) || succeeded(state);

/** The runs that carry the key of a start, by the journal's entry and in the service. */
export const lookForStart = (
  start: StartPlan,
  entry: JournalEntry | undefined,
): Program<readonly JobRun[]> => {
  // Nothing was sent: a sender replaces the entry before it sends.
  if (entry?.state === 'pending') return RTE.right([]);
  return entry?.runId === undefined
    ? listed(start, entry)
    : pipe(
        recordedRun(start, entry.runId, entry),
        RTE.flatMap(
          O.match(
            () => lookAgain(start, entry),
            (run) =>
              isFinal(run)
                ? RTE.right([run])
                : pipe(
                    listed(start, entry),
                    RTE.map((runs) => [run, ...runs.filter(({ id }) => id !== run.id)]),
                  ),
          ),
        ),
      );
};

const listed =
  (start: StartPlan, entry: JournalEntry | undefined): Program<readonly JobRun[]> =>
  (env) => {
    const { job, key, keySinceMs } = start;
    // A refused request says nothing about earlier ones.
    const known = entry === undefined || entry.state === 'refused' ? undefined : entry.sentAt - readSlackMs;
    const since = known ?? env.clock.now() - keySinceMs;
    return pipe(
      findByKey({ job, key, since, isEnough: (runs) => runs.some(isFinal) }),
      RTE.map(({ keyed }) => keyed),
    )(env);
  };

/** The run that the journal names; none if it is gone. A run that lost its mark is the attempt of the entry. */
const recordedRun = (
  { job }: StartPlan,
  id: string,
  { attempt = 1 }: JournalEntry,
): Program<Option<JobRun>> =>
  pipe(
    getRun(job, runId(id)),
    RTE.map((run) => O.some(run.key === undefined && attempt > 1 ? { ...run, attempt } : run)),
    RTE.orElse((error) => (error._tag === 'NotFound' ? RTE.right(O.none) : RTE.left(error))),
  );

/** The recorded run was not found: it is gone, unless the service does not show it yet. */
const lookAgain =
  (start: StartPlan, entry: JournalEntry): Program<readonly JobRun[]> =>
  (env) => {
    const isYoung = ageOf(entry, env.clock.now()) < start.settle.windowMs;
    const { runId: id } = entry;
    if (!isYoung || id === undefined || entry.ended !== undefined) return listed(start, entry)(env);
    return pipe(
      settleStart(start.settle, entry, recordedRun(start, id, entry)),
      RTE.flatMap(
        O.match(
          () => listed(start, entry),
          (run) => RTE.right([run]),
        ),
      ),
    )(env);
  };

/**
 * The run of one attempt. If no run carries the key, a run without any key (the service dropped or truncated the text)
 * is accepted if it is the only such run since the attempt was sent; of several such runs, none is.
 */
export const lookForAttempt = (
  start: StartPlan,
  attempt: number,
  sentAt: number,
): Program<Option<JobRun>> => {
  const { job, key } = start;
  const isIt = (run: JobRun): boolean => attemptOf(run) === attempt;
  const search = {
    job,
    key,
    since: sentAt - readSlackMs,
    isEnough: (runs: readonly JobRun[]) => runs.some(isIt),
  };
  return pipe(
    findByKey(search),
    RTE.map(({ keyed, others }) =>
      keyed.length > 0
        ? O.fromNullable(keyed.find(isIt))
        : onlyTraceOf(others, sentAt - slackMs, marked(start, attempt, start.draft).description ?? ''),
    ),
  );
};

const onlyTraceOf = (runs: readonly JobRun[], since: number, description: string): Option<JobRun> => {
  const [candidate, ...others] = runs.filter(
    (run) =>
      run.key === undefined &&
      description.startsWith(run.description ?? '') &&
      instant(run.createdAt) >= since,
  );
  return candidate !== undefined && others.length === 0 ? O.some(candidate) : O.none;
};
