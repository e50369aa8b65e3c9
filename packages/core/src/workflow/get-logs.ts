import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { LogEntry, RunLog } from '../domain/log-entry.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { call } from '../ports/jobs-api.js';
import { logLines } from '../wire/log-entry.js';

/**
 * The log of a run so far, oldest entry first, and how many of its lines the service did not return.
 *
 * Wire: `GET …/logs` without `limit`: all lines. It is unknown whether a limit would keep the first or the last lines.
 *
 * @example
 * ```ts
 * const ended = await runJob(job)(env)();
 * const log = await readLog(job, ended.right.id)(env)();
 * assert.equal(log.right.missing, undefined);
 * ```
 */
export const readLog = (
  job: JobId,
  run: RunId,
): ReaderTaskEither<HasApi<'getRunLogs'> & HasCancel, WorkflowError, RunLog> =>
  pipe(
    call('getRunLogs', { path: { job_id: job, run_id: run } }),
    RTE.map((answer): RunLog => {
      const { lines, total = 0, entriesFrom } = logLines(answer);
      const entries = entriesFrom(0);
      return total > lines.length ? { entries, missing: total - lines.length } : { entries };
    }),
  );

/**
 * The entries of the log of a run so far, oldest first.
 *
 * @example
 * ```ts
 * const ended = await runJob(job)(env)();
 * const log = await getLogs(job, ended.right.id)(env)();
 * assert.equal(log.right[0].severity, 'info');
 * ```
 */
export const getLogs = (
  job: JobId,
  run: RunId,
): ReaderTaskEither<HasApi<'getRunLogs'> & HasCancel, WorkflowError, readonly LogEntry[]> =>
  pipe(
    readLog(job, run),
    RTE.map(({ entries }) => entries),
  );

/**
 * The last entries of the log of a run so far. The whole log is read, since a limit may keep the first lines.
 *
 * @example
 * ```ts
 * const ended = await runJob(job)(env)();
 * const log = await tailLogs(job, ended.right.id, 2)(env)();
 * assert.equal(log.right.length, 2);
 * ```
 */
export const tailLogs = (
  job: JobId,
  run: RunId,
  count: number,
): ReaderTaskEither<HasApi<'getRunLogs'> & HasCancel, WorkflowError, readonly LogEntry[]> =>
  pipe(
    getLogs(job, run),
    RTE.map((entries) => (count <= 0 ? [] : entries.slice(-count))),
  );
