import type * as wire from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { ArchivedLog, ArchivedRun } from '../archive/month.js';
import type { Masked } from '../archive/without-values.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasFolder } from '../ports/folder.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunFailure } from './runs-of-jobs.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { hasMore, isSettled } from '../archive/knows-more.js';
import { isFileName, logPath, monthOf, monthPath } from '../archive/layout.js';
import { logFile } from '../archive/log-file.js';
import { archivedRun, mergeRun, monthFrom, monthText } from '../archive/month.js';
import { withoutSecrets, withoutValues } from '../archive/without-values.js';
import { defined } from '../domain/defined.js';
import { isFinishedRun } from '../domain/job-run.js';
import { succeeded } from '../domain/run-state.js';
import { parallel } from '../effect/parallel.js';
import { undecodable } from '../errors/workflow-error.js';
import { call } from '../ports/jobs-api.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { instant } from '../wire/time.js';
import { inFolder, isOfArchive } from './archive-marker.js';
import { endsAll } from './runs-of-jobs.js';

/** Which logs are kept: those of ended runs that did not succeed, those of all ended runs, or none. */
export type ArchivedLogs = 'failed' | 'all' | 'none';

/** What is kept of each run. */
export interface Keeping {
  readonly logs: ArchivedLogs;
  readonly withValues: boolean;
}

/** What changed in an archive. */
export interface ArchiveCounts {
  /** Runs that the archive did not have. */
  readonly added: number;
  /** Runs of which more is known now. */
  readonly updated: number;
  /** Logs that were written. */
  readonly logs: number;
  /** Ended runs whose log is wanted, and which the service does not have. */
  readonly withoutLog: number;
  readonly failures: readonly RunFailure[];
}

export const nothing: ArchiveCounts = { added: 0, updated: 0, logs: 0, withoutLog: 0, failures: [] };

export const plus = (a: ArchiveCounts, b: ArchiveCounts): ArchiveCounts => ({
  added: a.added + b.added,
  updated: a.updated + b.updated,
  logs: a.logs + b.logs,
  withoutLog: a.withoutLog + b.withoutLog,
  failures: [...a.failures, ...b.failures],
});

export type ArchivingRuns = HasApi<'getRun' | 'getRunLogs'> & HasFolder & HasClock & HasCancel;
type Program<A> = ReaderTaskEither<ArchivingRuns, WorkflowError, A>;

/** Whether nothing else can be archived after this error. */
export const stopsAll = (error: WorkflowError): boolean => endsAll(error) || isOfArchive(error);

/** Reads of the runs of one job at once, for each of the jobs that are archived at once. */
const runsAtOnce = 2;

/** Archives the runs of one page of a list, one month after the other. */
export const archivePage = (
  job: JobId,
  rows: readonly wire.JobRun[],
  keeping: Keeping,
): Program<ArchiveCounts> => {
  const months = new Map<string, JobRun[]>();
  const byId = new Map(rows.map((row) => [jobRunFromWire(row).id, row]));
  for (const row of byId.values()) {
    const run = jobRunFromWire(row);
    const month = monthOf(run.createdAt);
    months.set(month, [...(months.get(month) ?? []), run]);
  }
  return pipe(
    parallel(1)([...months], ([month, runs]) => archiveMonth(job, month, runs, byId, keeping)),
    RTE.map((counts) => counts.reduce(plus, nothing)),
  );
};

const archiveMonth =
  (
    job: JobId,
    name: string,
    runs: readonly JobRun[],
    rows: ReadonlyMap<RunId, wire.JobRun>,
    keeping: Keeping,
  ): Program<ArchiveCounts> =>
  (env) => {
    const path = monthPath(job, name);
    return pipe(
      inFolder(env.folder.read(path)),
      TE.flatMap((text = '') => {
        const month = monthFrom(text);
        const known = new Map(month.runs.map((one) => [one.run.id, one]));
        return pipe(
          parallel(runsAtOnce)(runs, (run) =>
            archiveRun(job, run, rows.get(run.id) as wire.JobRun, known.get(run.id), keeping),
          )(env),
          TE.flatMap((reads) => {
            const later = new Map(reads.flatMap(({ one }) => (one === undefined ? [] : [[one.run.id, one]])));
            const merged = { ...month, runs: [...new Map([...known, ...later]).values()] };
            const next = monthText(merged);
            const counts = reads.map(({ counts }) => counts).reduce(plus, nothing);
            return next === text
              ? TE.right(counts)
              : pipe(
                  inFolder(env.folder.write(path, next)),
                  TE.map(() => counts),
                );
          }),
        );
      }),
    );
  };

interface Read {
  /** The run for the archive; absent if nothing changed, or it could not be read. */
  readonly one?: ArchivedRun;
  readonly counts: ArchiveCounts;
}

/** Reads what the archive does not have of a run. The file of its log is written before its row. */
const archiveRun =
  (
    job: JobId,
    listed: JobRun,
    listedRow: wire.JobRun,
    known: ArchivedRun | undefined,
    keeping: Keeping,
  ): Program<Read> =>
  (env) => {
    const failed = (
      error: WorkflowError,
      counts = nothing,
      one?: ArchivedRun,
    ): TE.TaskEither<WorkflowError, Read> => {
      if (stopsAll(error)) return TE.left(error);
      const failure = { jobId: job, jobName: listed.jobName, runId: listed.id, error };
      return TE.right(defined({ one, counts: plus(counts, { ...nothing, failures: [failure] }) }));
    };
    if (!isFileName(listed.id))
      return failed(undecodable(`the id of a run cannot be the name of a file: ${listed.id}`));
    return pipe(
      needsRead(known, listed, env.clock.now()) ? readRow(job, listedRow)(env) : TE.right(undefined),
      TE.flatMap((fresh): TE.TaskEither<WorkflowError, Read> => {
        const { row, secrets } = masked(fresh ?? listedRow, keeping);
        const one = fresh === undefined && known !== undefined ? known : mergeRun(known, archivedRun(row));
        const isUpdated =
          known !== undefined && (hasMore(one.run, known.run) || one.run.state !== known.run.state);
        const counts = { ...nothing, added: Number(known === undefined), updated: Number(isUpdated) };
        if (!wantsLog(one, keeping.logs)) return TE.right({ one, counts });
        return pipe(
          archiveLog(job, listed.id, one.log, secrets)(env),
          TE.map((log): Read => {
            if (log === undefined) return { one, counts: { ...counts, withoutLog: 1 } };
            return { one: { ...one, log }, counts: { ...counts, logs: Number(log !== one.log) } };
          }),
          TE.orElse((error) => failed(error, counts, one)),
        );
      }),
      TE.orElse((error) => failed(error)),
    );
  };

const masked = (row: wire.JobRun, { withValues }: Keeping): Masked<wire.JobRun> =>
  withValues ? { row, secrets: [] } : withoutValues(row);

/** The run, of which a row of a list may have only a part; the row if the run was deleted after it was listed. */
const readRow =
  (job: JobId, row: wire.JobRun): Program<wire.JobRun | undefined> =>
  (env) =>
    pipe(
      call('getRun', { path: { job_id: job, run_id: row.metadata.asset_id } })(env),
      TE.orElse((error) => (error._tag === 'NotFound' ? TE.right(row) : TE.left(error))),
    );

const lateMs = 2 * 86_400_000;

/** Totals and metrics may arrive late: for two days, a run without them is read again. */
const needsRead = (known: ArchivedRun | undefined, listed: JobRun, now: number): boolean => {
  if (known === undefined || !isFinishedRun(known.run)) return true;
  if (hasMore(listed, known.run)) return true;
  return !isSettled(known.run) && now - instant(listed.createdAt) < lateMs;
};

const wantsLog = ({ run, log }: ArchivedRun, logs: ArchivedLogs): boolean =>
  logs !== 'none' &&
  isFinishedRun(run) &&
  (logs === 'all' || !succeeded(run.state)) &&
  (log === undefined || log.missing !== undefined);

/** The log as it is in the archive now; `undefined` if there is none. */
const archiveLog =
  (
    job: JobId,
    run: RunId,
    known: ArchivedLog | undefined,
    secrets: readonly string[],
  ): Program<ArchivedLog | undefined> =>
  (env) =>
    pipe(
      call('getRunLogs', { path: { job_id: job, run_id: run } })(env),
      TE.map(logFile),
      TE.flatMap(({ text, log }) =>
        known?.missing !== undefined && known.missing <= (log.missing ?? 0)
          ? TE.right(known)
          : pipe(
              inFolder(env.folder.write(logPath(job, run), withoutSecrets(text, secrets))),
              TE.map((): ArchivedLog | undefined => log),
            ),
      ),
      TE.orElse((error) => (error._tag === 'NotFound' ? TE.right(known) : TE.left(error))),
    );
