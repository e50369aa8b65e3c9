import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { SettleSettings } from '../policy/settle.js';
import type { HasClock } from '../ports/clock.js';
import type { HasJournal, JournalEntry } from '../ports/journal.js';
import type { FindEnv } from './find-by-key.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { collectUntil } from '../effect/stream.js';
import { parallel } from '../effect/parallel.js';
import { iso } from '../wire/time.js';
import { entriesOf } from './batch-journal.js';
import { attemptOf } from './decide-start.js';
import { readKeys } from './find-by-key.js';
import { close, withRun } from './journal-steps.js';
import { allRuns } from './list-runs.js';
import { readSlackMs } from './look-for-start.js';
import { ageOf, settleStart } from './settle-start.js';
import { atOnce } from './runs-of-jobs.js';

type Program<A> = ReaderTaskEither<FindEnv & HasClock & HasJournal, WorkflowError, A>;

const isSent = ({ state }: JournalEntry): boolean => state === 'sending';

/**
 * The entries of a batch, after a search for the runs of those that were left `sending`: one list for each job serves all
 * of them. It is repeated until the settle window of the last request ends. Runs that are found are recorded.
 */
export const settledEntries =
  (batch: string, settle: SettleSettings): Program<readonly JournalEntry[]> =>
  (env) =>
    pipe(
      entriesOf(batch),
      RTE.flatMap((entries): Program<readonly JournalEntry[]> => {
        const now = env.clock.now();
        const [last] = entries.filter(isSent).toSorted((a, b) => ageOf(a, now) - ageOf(b, now));
        return last === undefined
          ? RTE.right(entries)
          : pipe(
              settleStart(settle, last, findSent(batch)),
              RTE.flatMap(() => entriesOf(batch)),
            );
      }),
    )(env);

/** Records the runs that are found; none while there are starts without one. */
const findSent = (batch: string): Program<O.Option<void>> =>
  pipe(
    entriesOf(batch),
    RTE.flatMap((entries) => parallel(atOnce)(byJob(entries.filter(isSent)), findInJob)),
    RTE.map((found) => (found.every(Boolean) ? O.some(undefined) : O.none)),
  );

const byJob = (entries: readonly JournalEntry[]): readonly (readonly JournalEntry[])[] =>
  [...new Set(entries.map(({ jobId }) => jobId))].map((job) => entries.filter(({ jobId }) => jobId === job));

/** Whether the runs of all these entries of one job were found. */
const findInJob = (entries: readonly JournalEntry[]): Program<boolean> => {
  const job = entries[0]?.jobId as JobId;
  const since = Math.min(...entries.map(({ sentAt }) => sentAt)) - readSlackMs;
  const marks = new Set(entries.map(markOf));
  const isWanted = (run: JobRun): boolean =>
    marks.has(markOf({ key: run.key ?? '', attempt: attemptOf(run) }));
  const isEnough = (runs: readonly JobRun[]): boolean =>
    new Set(runs.filter(isWanted).map(({ key }) => key)).size >= entries.length;
  return pipe(
    collectUntil(isEnough)(allRuns(job, { since: iso(since) })),
    RTE.flatMap((rows) => (isEnough(rows) ? RTE.right(rows) : readKeys(job, rows, since))),
    RTE.flatMap((runs) => {
      const runOf = new Map(runs.filter(isWanted).map((run) => [run.key, run]));
      return parallel(atOnce)(entries, (entry): Program<boolean> => {
        const run = runOf.get(entry.key);
        return run === undefined
          ? RTE.right(false)
          : pipe(
              close(entry, withRun(entry, run)),
              RTE.map(() => true),
            );
      });
    }),
    RTE.map((found) => found.every(Boolean)),
  );
};

const markOf = ({ key, attempt = 1 }: Pick<JournalEntry, 'key' | 'attempt'>): string => `${key}#${attempt}`;
