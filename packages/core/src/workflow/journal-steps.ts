import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasJournal, JournalEntry, JournalError } from '../ports/journal.js';
import type { StartPlan } from './start-plan.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isFinishedRun } from '../domain/job-run.js';
import { guarded } from '../effect/attempt.js';
import { instant } from '../wire/time.js';
import { attemptOf } from './decide-start.js';

type Program<A> = ReaderTaskEither<HasJournal, WorkflowError, A>;

/** The entry of an attempt that is about to be sent. */
export const sending = ({ key, job, request }: StartPlan, attempt: number, sentAt: number): JournalEntry => ({
  key,
  jobId: job,
  request,
  attempt,
  sentAt,
  state: 'sending',
});

/** Records that a start is about to be sent; false if another process recorded one with the same key first. */
export const claim =
  (previous: JournalEntry | undefined, entry: JournalEntry): Program<boolean> =>
  ({ journal }) =>
    pipe(
      guarded(() => journal.swap(previous, entry), broken),
      TE.mapLeft(unusable),
    );

/** Records how a start ended. A journal failure is ignored: it does not change the outcome. */
export const close =
  (entry: JournalEntry | undefined, end: JournalEntry): ReaderTaskEither<HasJournal, never, void> =>
  ({ journal }) =>
    pipe(
      guarded(() => journal.swap(entry, end), broken),
      TE.match(
        () => undefined,
        () => undefined,
      ),
      TE.fromTask,
    );

/** The entry of an attempt with its run. */
export const withRun = (entry: JournalEntry, run: JobRun): JournalEntry => ({
  ...entry,
  state: 'started',
  runId: run.id,
  ...(isFinishedRun(run) ? { ended: run.state } : {}),
});

/** Records the run that a start found, so that it is known if the run is deleted later. */
export const recordFound = (
  start: StartPlan,
  entry: JournalEntry | undefined,
  run: JobRun,
): ReaderTaskEither<HasJournal, never, void> => {
  const attempt = attemptOf(run);
  const isSame = entry !== undefined && (entry.attempt ?? 1) === attempt;
  // Another process may be sending another attempt.
  if (entry?.state === 'sending' && !isSame) return RTE.right(undefined);
  const createdAt = instant(run.createdAt);
  const before = isSame ? entry : sending(start, attempt, Number.isNaN(createdAt) ? 0 : createdAt);
  const after = withRun(before, run);
  const isKnown = isSame && entry.runId === after.runId && entry.ended === after.ended;
  return isKnown ? RTE.right(undefined) : close(entry, after);
};

/**
 * Records how the run of a start ended, so that it is known if the run is deleted later. For callers that wait
 * with `awaitRun` or `followRun`; `runJob`, `runJobs` and `runChain` do it themselves.
 *
 * @example
 * ```ts
 * const started = await startOnce(job, {}, { key: 'close-2026-08-31' })(env)();
 * const ended = await awaitRun(job, started.right.run.id)(env)();
 * await recordEnd(ended.right)(env)();
 * const entry = await env.journal.find('close-2026-08-31')();
 * assert.equal(entry.right.ended, 'Completed');
 * ```
 */
export const recordEnd = (run: JobRun, key = run.key): ReaderTaskEither<HasJournal, never, void> =>
  key === undefined || !isFinishedRun(run)
    ? RTE.right(undefined)
    : (env) =>
        pipe(
          guarded(() => env.journal.find(key), broken),
          TE.orElseW(() => TE.right(undefined)),
          TE.flatMap((entry) =>
            entry?.runId === run.id && entry.ended === undefined
              ? close(entry, withRun(entry, run))(env)
              : TE.right(undefined),
          ),
        );

/** The journal entry of a key. An entry of an earlier version that belongs to this request is brought up to date. */
export const recall =
  ({ key, request, earlierRequest }: StartPlan): Program<JournalEntry | undefined> =>
  ({ journal }) =>
    pipe(
      guarded(() => journal.find(key), broken),
      TE.bimap(unusable, (entry) =>
        entry?.attempt === undefined && entry?.request === earlierRequest ? { ...entry, request } : entry,
      ),
    );

/** A journal of the caller that throws or rejects. */
export const broken = (cause: unknown): JournalError => ({
  message: cause instanceof Error ? cause.message : String(cause),
  cause,
});

export const unusable = ({ message, cause, reason }: JournalError): WorkflowError => {
  const common = {
    message: `nothing was sent: the start could not be recorded in the journal: ${message}`,
    outcome: 'not-sent' as const,
    at: ['journal'],
    cause,
  };
  switch (reason) {
    case 'damaged':
      return { ...common, _tag: 'Undecodable', issues: [] };
    case 'unsafe':
      return { ...common, _tag: 'InvalidInput', issues: [] };
    case undefined:
      return { ...common, _tag: 'Unavailable' };
  }
};
