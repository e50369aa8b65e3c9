import type { FinishedRun, RunJobEnv } from '@wxdi/core';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import { findJob, runJob, succeeded, tailLogs } from '@wxdi/core';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** A port of this program: its type lists everything that it needs. */
export interface HasAlert {
  readonly alert: (subject: string, text: string) => () => Promise<void>;
}

/** Runs the nightly job. If the run did not do its work, sends an alert with the end of its log. */
export const nightlyLoad = (name: string, day: string) =>
  pipe(
    findJob(name),
    RTE.flatMap((job) => runJob(job.id, { parameters: [{ name: 'day', value: day }] })),
    RTE.tap((run) => (succeeded(run.state) ? RTE.right(undefined) : alertOf(run))),
  );

const alertOf =
  (run: FinishedRun): ReaderTaskEither<RunJobEnv & HasAlert, never, void> =>
  (env) =>
    pipe(
      tailLogs(run.jobId, run.id, 20)(env),
      // Send the alert even if the log cannot be read.
      TE.match(
        (error) => `no log: ${error.message}`,
        (log) => log.map(({ raw }) => raw).join('\n'),
      ),
      TE.fromTask,
      TE.flatMapTask((text) => env.alert(`${run.jobName ?? run.jobId} ended ${run.state}`, text)),
    );
