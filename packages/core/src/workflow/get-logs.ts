import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { LogEntry } from '../domain/log-entry.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { call } from '../ports/jobs-api.js';
import { joinContinuations, logUnits } from '../wire/log-entry.js';

/**
 * The log of a run so far, oldest entry first.
 *
 * Wire: `GET …/logs` without `limit`: all lines. It is unknown whether a limit would keep the first or the last lines.
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
    call('getRunLogs', { path: { job_id: job, run_id: run } }),
    RTE.map(({ results }) => joinContinuations(logUnits(results))),
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
