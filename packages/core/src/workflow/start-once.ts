import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { OutcomeUnknown, WorkflowError } from '../errors/workflow-error.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasJournal, JournalEntry } from '../ports/journal.js';
import type { HasRandom } from '../ports/random.js';
import type { HasSettle } from '../ports/waiting.js';
import type { RunDraft } from '../wire/requests.js';
import type { StartDecision } from './decide-start.js';
import type { FindEnv } from './find-by-key.js';
import type { Sent } from './settle-start.js';
import type { Requested, StartOnceOptions, StartPlan } from './start-plan.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { freshKey, isRunKey } from '../domain/run-key.js';
import { aborted, isEnded, notFound } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { withOverrides } from '../policy/overrides.js';
import { decideStart, isTaken } from './decide-start.js';
import { claim, close, recall, recordFound, sending, withRun } from './journal-steps.js';
import { lookForAttempt, lookForStart } from './look-for-start.js';
import { settleStart } from './settle-start.js';
import { stillUnknown, usedOtherwise, wrongKey } from './start-errors.js';
import { marked, startPlan } from './start-plan.js';
import { startRun } from './start-run.js';
import { runInJournal, type Started } from './started.js';

/** The ports that a start needs. */
export type StartOnceEnv = FindEnv & HasApi<'startRun'> & HasClock & HasRandom & HasJournal & HasSettle;

type Program<A> = ReaderTaskEither<StartOnceEnv, WorkflowError, A>;

/**
 * Starts a run at most once. The start carries a key that the service returns, and is recorded in the journal before it
 * is sent. After a lost answer, the run is searched for by its key until the settle window ends. If no run is found,
 * the error is `OutcomeUnknown` with the key: never a failure, and no second request unless requested.
 *
 * If the caller passes a key, an earlier start with that key is searched for first, so that a killed process can be run
 * again; `decideStart` then decides. A key of another request is `InvalidInput`, unless that request was refused. If
 * the run of the key was deleted before it succeeded, the error is `NotFound`.
 *
 * @example
 * ```ts
 * const first = await startOnce(job, { name: 'close of day' }, { key: 'close-2026-06-30' })(env)();
 * const again = await startOnce(job, { name: 'close of day' }, { key: 'close-2026-06-30' })(env)();
 * assert.equal(again.right.run.id, first.right.run.id);
 * assert.equal(again.right.adopted, true);
 * ```
 */
export const startOnce = (
  job: JobId,
  draft: RunDraft = {},
  options: StartOnceOptions = {},
): Program<Started> => {
  const refused = refusalOf(rules.startOnce, options);
  return refused === undefined ? startPrepared(job, draft, options, TE.right(draft)) : RTE.left(refused);
};

/** The same; `prepare` completes the draft, and runs only after it was decided that a request is sent. */
export const startPrepared = (
  job: JobId,
  draft: RunDraft,
  options: Requested,
  prepare: TaskEither<WorkflowError, RunDraft>,
): Program<Started> =>
  planned(job, draft, options, prepare, (start) =>
    options.key === undefined ? send(start, 1, undefined) : follow(start),
  );

/** A start that this process has sent, with the entry that it recorded before. */
export interface SentStart {
  readonly started: Started;
  readonly entry: JournalEntry;
}

/**
 * Sends a start whose entry is `pending`, without a search; none if another process has claimed it. The draft is completed
 * before the claim, so that a process that is killed meanwhile leaves the entry `pending`.
 */
export const startPending = (
  job: JobId,
  draft: RunDraft,
  options: Requested,
  prepare: TaskEither<WorkflowError, RunDraft>,
  pending: JournalEntry,
): Program<O.Option<SentStart>> =>
  planned(job, draft, { ...options, key: pending.key }, prepare, (start) =>
    pipe(
      RTE.fromTaskEither<WorkflowError, RunDraft, StartOnceEnv>(prepare),
      RTE.matchEW(
        (error) => refuse(start, pending, pending)(error),
        (whole) => sendIfFree({ ...start, prepare: TE.right(whole) }, pending.attempt ?? 1, pending),
      ),
    ),
  );

/** Checks a start, and passes it on. Errors have its key. */
const planned =
  <A>(
    job: JobId,
    draft: RunDraft,
    options: Requested,
    prepare: TaskEither<WorkflowError, RunDraft>,
    go: (start: StartPlan) => Program<A>,
  ): Program<A> =>
  (env) => {
    const key = options.key ?? freshKey(env.random);
    if (!isRunKey(key)) return TE.left(wrongKey(key));
    const refused = refusalOf(rules.start, options) ?? refusalOf(rules.runDraft, draft, 'draft');
    if (refused !== undefined) return TE.left(refused);
    const settle = withOverrides(env.settle ?? {}, options.settle);
    const start = startPlan(job, draft, key, { ...options, settle }, prepare);
    return pipe(
      env.cancel.aborted ? RTE.left(aborted(env.cancel.reason)) : go(start),
      RTE.mapLeft((error) => ({ ...error, key })),
    )(env);
  };

/**
 * What a start with this key would do now. Nothing is sent but reads, and nothing is recorded.
 *
 * @example
 * ```ts
 * const before = await previewStart(job, {}, { key: 'close-2026-07-31' })(env)();
 * assert.deepEqual(before.right, { _tag: 'Start', attempt: 1 });
 * await startOnce(job, {}, { key: 'close-2026-07-31' })(env)();
 * const after = await previewStart(job, {}, { key: 'close-2026-07-31' })(env)();
 * assert.equal(after.right._tag, 'Attach');
 * ```
 */
export const previewStart = (
  job: JobId,
  draft: RunDraft,
  options: Requested & { readonly key: string },
): Program<StartDecision> => {
  const { key } = options;
  const refused = refusalOf(rules.start, options) ?? refusalOf(rules.runDraft, draft, 'draft');
  if (refused !== undefined) return RTE.left(refused);
  if (!isRunKey(key)) return RTE.left(wrongKey(key));
  const start = startPlan(job, draft, key, options, TE.right(draft));
  return pipe(
    recall(start),
    RTE.flatMap((entry) => pipe(lookForStart(start, entry), RTE.map(decide(start, entry)))),
  );
};

/** Searches for an earlier start with this key, in the journal and in the service, and carries out the decision. */
const follow = (start: StartPlan): Program<Started> =>
  pipe(
    recall(start),
    RTE.flatMap((entry) =>
      isTaken(entry, start.request)
        ? RTE.left(usedOtherwise(start.key))
        : pipe(
            lookForStart(start, entry),
            RTE.flatMap((runs) => act(start, entry, decide(start, entry)(runs))),
          ),
    ),
  );

const decide =
  ({ request, retryFailed, maxAttempts }: StartPlan, entry: JournalEntry | undefined) =>
  (runs: readonly JobRun[]): StartDecision => {
    const decision = decideStart({ request, entry, runs, retryFailed });
    return decision._tag === 'Retry' && decision.attempt > maxAttempts
      ? decideStart({ request, entry, runs })
      : decision;
  };

const act = (
  start: StartPlan,
  entry: JournalEntry | undefined,
  decision: StartDecision,
): Program<Started> => {
  switch (decision._tag) {
    case 'Attach':
      return adopt(start, entry, decision.run);
    case 'Adopt':
      return decision.run === undefined
        ? RTE.right(runInJournal(start, decision, entry?.sentAt))
        : adopt(start, entry, decision.run);
    case 'Start':
    case 'Retry':
      return send(start, decision.attempt, entry);
    case 'Unknown':
      return entry === undefined ? RTE.left(stillUnknown(start)) : settleOther(start, entry);
    case 'Gone':
      return RTE.left({ ...notFound('the run of this key was deleted'), at: ['startOnce'] });
    case 'Conflict':
      return RTE.left(usedOtherwise(start.key));
  }
};

const send = (start: StartPlan, attempt: number, previous: JournalEntry | undefined): Program<Started> =>
  pipe(
    sendIfFree(start, attempt, previous),
    RTE.flatMap(
      O.match(
        () => follow(start),
        ({ started }) => RTE.right(started),
      ),
    ),
  );

/** None, without sending, if the entry has changed since it was read. */
const sendIfFree =
  (start: StartPlan, attempt: number, previous: JournalEntry | undefined): Program<O.Option<SentStart>> =>
  (env) => {
    const entry = sending(start, attempt, env.clock.now());
    return pipe(
      claim(previous, entry),
      RTE.flatMap((mine) =>
        mine
          ? pipe(
              prepareAndPost(start, entry, refuse(start, entry, previous)),
              RTE.map((started) => O.some({ started, entry })),
            )
          : RTE.right(O.none),
      ),
    )(env);
  };

type Refuse = (error: WorkflowError) => Program<never>;

const prepareAndPost = (start: StartPlan, entry: JournalEntry, refused: Refuse): Program<Started> =>
  pipe(
    RTE.fromTaskEither<WorkflowError, RunDraft, StartOnceEnv>(start.prepare),
    RTE.matchEW(refused, (draft) => post(start, entry, draft, refused)),
  );

const post =
  (start: StartPlan, entry: JournalEntry, draft: RunDraft, refused: Refuse): Program<Started> =>
  (env) => {
    const sent: Sent = { sentAt: env.clock.now(), sentAtMonotonic: env.clock.monotonic() };
    return pipe(
      startRun(start.job, marked(start, entry.attempt ?? 1, draft)),
      RTE.matchEW(
        (error): Program<Started> =>
          error._tag === 'OutcomeUnknown' ? settleOwn(start, entry, sent, error) : refused(error),
        (run) =>
          pipe(
            close(entry, withRun(entry, run)),
            RTE.map(() => startedAs(start, run, false)),
          ),
      ),
    )(env);
  };

/**
 * The request was certainly not carried out. An earlier one of the same attempt stays as unknown as it was, and a start
 * that the caller ended before it stays pending.
 */
const refuse =
  (start: StartPlan, entry: JournalEntry, previous: JournalEntry | undefined): Refuse =>
  (error) => {
    const isUnknown = previous?.state === 'sending' && (previous.attempt ?? 1) === entry.attempt;
    const isUnchanged = isUnknown || (previous?.state === 'pending' && isEnded(error));
    const next = `; the next request failed: ${error.message}`;
    const result = isUnknown ? { ...stillUnknown(start, next), cause: error } : error;
    return pipe(
      close(entry, isUnchanged ? previous : { ...entry, state: 'refused' }),
      RTE.flatMap(() => RTE.left(result)),
    );
  };

const startedAs = ({ key }: StartPlan, run: JobRun, adopted: boolean): Started => ({
  run,
  key,
  adopted,
  keyKept: run.key === key,
  gone: false,
});

const adopt = (start: StartPlan, entry: JournalEntry | undefined, run: JobRun): Program<Started> =>
  pipe(
    recordFound(start, entry, run),
    RTE.map(() => startedAs(start, run, true)),
  );

/** Searches for the run of a request of this process whose answer was lost. */
const settleOwn = (
  start: StartPlan,
  entry: JournalEntry,
  sent: Sent,
  error: OutcomeUnknown,
): Program<Started> =>
  pipe(
    settleStart(start.settle, sent, lookForAttempt(start, entry.attempt ?? 1, sent.sentAt)),
    RTE.flatMap(
      O.match(
        () => resendOr(start, entry, error),
        (run) =>
          pipe(
            close(entry, withRun(entry, run)),
            RTE.map(() => startedAs(start, run, true)),
          ),
      ),
    ),
  );

/** What ends the search for the request of another process: its run, or another entry in the journal. */
type News = { readonly _tag: 'Run'; readonly run: JobRun } | { readonly _tag: 'Moved' };

/** Searches for the run of a request that another process sent, or was about to send when it was killed. */
const settleOther = (start: StartPlan, entry: JournalEntry): Program<Started> => {
  const attempt = entry.attempt ?? 1;
  const search: Program<O.Option<News>> = pipe(
    recall(start),
    RTE.flatMap((now) =>
      now === undefined || (now.state === 'sending' && now.sentAt === entry.sentAt)
        ? pipe(
            lookForAttempt(start, attempt, entry.sentAt),
            RTE.map(O.map((run): News => ({ _tag: 'Run', run }))),
          )
        : RTE.right(O.some<News>({ _tag: 'Moved' })),
    ),
  );
  return pipe(
    settleStart(start.settle, entry, search),
    RTE.flatMap(
      O.match(
        () => resendOr(start, entry, stillUnknown(start)),
        (news): Program<Started> => {
          if (news._tag === 'Moved') return follow(start);
          const found = withRun(entry, news.run);
          return pipe(
            close(entry, found),
            RTE.flatMap(() => act(start, found, decide(start, found)([{ ...news.run, attempt }]))),
          );
        },
      ),
    ),
  );
};

/** Sends the request once more only if the caller asked for it. */
const resendOr = (
  start: StartPlan,
  { attempt = 1 }: JournalEntry,
  error: OutcomeUnknown,
): Program<Started> =>
  start.resends > 0
    ? pipe(
        recall(start),
        RTE.flatMap((entry) =>
          entry === undefined || entry.state === 'sending'
            ? send({ ...start, resends: start.resends - 1 }, attempt, entry)
            : follow(start),
        ),
      )
    : RTE.left(error);
