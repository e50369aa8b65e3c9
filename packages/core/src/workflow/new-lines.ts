import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { LogEntry } from '../domain/log-entry.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { LogWindow } from '../policy/log-window.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunEvent } from './run-event.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { defined } from '../domain/defined.js';
import { emptyWindow, gapAtEnd, layRead, type LogGap } from '../policy/log-window.js';
import { call } from '../ports/jobs-api.js';
import { logLines } from '../wire/log-entry.js';

/** How far the log of a run was read. */
export interface LogReading {
  readonly window: LogWindow;
  /** The last entry that was returned. */
  readonly above?: LogEntry | undefined;
  /** Why the last read failed. */
  readonly failure?: WorkflowError | undefined;
}

export interface NewLines {
  readonly reading: LogReading;
  readonly events: readonly RunEvent[];
}

export const nothingRead: LogReading = { window: emptyWindow };

/**
 * The new entries of a run's log. The service has no offset, so the whole log, or what the service returns of it, is
 * read and compared with the earlier reads. A failure does not end following the run: the log is read again.
 */
export const readNewLines =
  (
    job: JobId,
    run: RunId,
    reading: LogReading,
  ): ReaderTaskEither<HasApi<'getRunLogs'> & HasCancel, WorkflowError, NewLines> =>
  (env) =>
    pipe(
      call('getRunLogs', { path: { job_id: job, run_id: run } })(env),
      TE.map((answer): NewLines => {
        const log = logLines(answer);
        const { from, gap, window } = layRead(reading.window, log);
        const above = gap === undefined ? reading.above : undefined;
        const entries = log.entriesFrom(from).map((entry, i) => (i === 0 ? continuing(above, entry) : entry));
        return {
          reading: { window, above: entries.at(-1) ?? above },
          events: [...gapEvents(gap), ...entries.map((entry) => ({ type: 'log' as const, entry }))],
        };
      }),
      TE.orElse((failure): TE.TaskEither<WorkflowError, NewLines> =>
        failure._tag === 'Aborted' || failure._tag === 'DeadlineExceeded'
          ? TE.left(failure)
          : TE.right({ reading: { ...reading, failure }, events: [] }),
      ),
    );

/**
 * What is reported when the log is not read any more: lines that were never returned, and why it could not be read. A run
 * that has not ended may have no log yet.
 */
export const lastLines = ({ window, failure }: LogReading, ended: boolean): readonly RunEvent[] => {
  const isExpected = failure === undefined || (!ended && failure._tag === 'NotFound');
  return [
    ...gapEvents(gapAtEnd(window)),
    ...(isExpected ? [] : [{ type: 'no-log' as const, error: failure }]),
  ];
};

const gapEvents = (gap: LogGap | undefined): readonly RunEvent[] =>
  gap === undefined ? [] : [defined({ type: 'gap' as const, missing: gap.missing })];

/** A line without a prefix that was read later than its entry. */
const continuing = (above: LogEntry | undefined, entry: LogEntry): LogEntry =>
  entry.severity !== undefined || above?.severity === undefined
    ? entry
    : defined({ ...entry, time: above.time, severity: above.severity });
