import type { FinishedRun, RunJobEnv } from '@wxdi/core';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import { findJob, runJob, succeeded, tailLogs } from '@wxdi/core';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** A port of this program's own: programs need what they say they need. */
export interface HasAlert {
  readonly alert: (subject: string, text: string) => () => Promise<void>;
}

/** Runs the job of the night; a run that did not do its work is told to somebody, with the end of its log. */
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
      // An alert without the log is better than none.
      TE.match(
        (error) => `no log: ${error.message}`,
        (log) => log.map(({ raw }) => raw).join('\n'),
      ),
      TE.fromTask,
      TE.flatMapTask((text) => env.alert(`${run.jobName ?? run.jobId} ended ${run.state}`, text)),
    );
