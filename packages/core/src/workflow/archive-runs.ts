import type * as wire from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasScope } from '../ports/scope.js';
import type { ArchiveCounts, ArchivedLogs, ArchivingRuns, Keeping } from './archive-job.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isFileName, jobPath } from '../archive/layout.js';
import { withoutValues } from '../archive/without-values.js';
import { defined } from '../domain/defined.js';
import { jobId } from '../domain/ids.js';
import { printJson } from '../domain/json-text.js';
import { loop } from '../effect/loop.js';
import { parallel } from '../effect/parallel.js';
import { undecodable } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { call } from '../ports/jobs-api.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { instant } from '../wire/time.js';
import { archivePage, nothing, plus, stopsAll } from './archive-job.js';
import { inFolder, openArchive } from './archive-marker.js';
import { pages, pageSize } from './pages.js';
import { reaches } from './list-runs.js';

/** Which runs are archived, and what of them. */
export interface ArchiveOptions {
  /** Only runs created at this time or later: ISO 8601 with its zone, or a date. Default: all that the service has. */
  readonly since?: string | undefined;
  /** Default: `failed`. */
  readonly logs?: ArchivedLogs | undefined;
  /** Keeps the values of environment variables and secrets; without it, they are `***`. Default: false. */
  readonly withValues?: boolean | undefined;
}

/** What changed in an archive, and what is missing in it. */
export interface ArchiveReport extends ArchiveCounts {
  /** Jobs that were read. */
  readonly jobs: number;
}

type Env = HasApi<'listJobs' | 'listRuns'> & HasScope & ArchivingRuns;
type Program<A> = ReaderTaskEither<Env, WorkflowError, A>;

/** Jobs that are archived at once: of each, one month is in memory. */
const jobsAtOnce = 4;

/**
 * Copies the runs of all jobs, with logs, to a folder, before the service forgets them. A second call adds what is new:
 * an archived run never gets less, and one that the service has deleted stays. If the process ends at any moment, the
 * next call continues. What could not be read is in `failures`; only an error that concerns all jobs, or the folder, is an
 * error.
 *
 * Wire: all pages of `GET /v2/jobs` and of `GET …/runs`; each run that is new or has changed, and its log.
 *
 * @example
 * ```ts
 * await runJob(job)(env)();
 * const report = await archiveRuns({ logs: 'all' })({ ...env, folder })();
 * assert.equal(report.right.added, 1);
 * assert.equal(report.right.logs, 1);
 * const again = await archiveRuns({ logs: 'all' })({ ...env, folder })();
 * assert.equal(again.right.added, 0);
 * ```
 */
export const archiveRuns =
  (options: ArchiveOptions = {}): Program<ArchiveReport> =>
  (env) => {
    const refused = refusalOf(rules.archive, options);
    if (refused !== undefined) return TE.left(refused);
    const { since, logs = 'failed', withValues = false } = options;
    const keeping = { logs, withValues, since: since === undefined ? -Infinity : instant(since) };
    const first: ArchiveReport = { jobs: 0, ...nothing };
    return pipe(
      openArchive({ scope: env.scope, withValues })(env),
      TE.flatMap(() =>
        loop({ rest: allJobs(), report: first }, ({ rest, report }) =>
          pipe(
            rest(env),
            TE.matchE(
              (error) =>
                stopsAll(error) || report.jobs === 0
                  ? TE.left(error)
                  : TE.right(E.right({ ...report, failures: [...report.failures, { error }] })),
              ({ values, next }) =>
                pipe(
                  parallel(jobsAtOnce)(values, ({ row }) => archiveJob(row, keeping))(env),
                  TE.map((counts) => {
                    const all = counts.reduce(plus, report);
                    const sum = { ...all, jobs: report.jobs + values.length };
                    return E.isLeft(next) ? E.left({ rest: next.left, report: sum }) : E.right(sum);
                  }),
                ),
            ),
          ),
        ),
      ),
    );
  };

interface Since extends Keeping {
  /** Milliseconds since 1970. */
  readonly since: number;
}

const allJobs = () =>
  pages(
    (next) => call('listJobs', { query: { ...defined({ next }), limit: pageSize } }),
    (row: wire.Job) => ({ id: row.metadata.asset_id, row }),
  );

const allRuns = (job: JobId) =>
  pages(
    (next) => call('listRuns', { path: { job_id: job }, query: { ...defined({ next }), limit: pageSize } }),
    (row: wire.JobRun) => ({ id: row.metadata.asset_id, row }),
  );

const archiveJob =
  (row: wire.Job, keeping: Since): Program<ArchiveCounts> =>
  (env) => {
    const { asset_id: id, name } = row.metadata;
    const job = jobId(id);
    const failed = (error: WorkflowError): ArchiveCounts => ({
      ...nothing,
      failures: [{ jobId: job, jobName: name, error }],
    });
    if (!isFileName(id))
      return TE.right(failed(undecodable(`the id of a job cannot be the name of a file: ${id}`)));
    return pipe(
      saveJob(row, keeping)(env),
      TE.flatMap(() =>
        loop({ rest: allRuns(job), counts: nothing }, ({ rest, counts }) =>
          pipe(
            rest(env),
            TE.matchE(
              (error) => {
                if (stopsAll(error)) return TE.left(error);
                // The job was deleted after it was listed.
                return TE.right(E.right(error._tag === 'NotFound' ? counts : plus(counts, failed(error))));
              },
              ({ values, next }) => {
                const runs = values.map((value) => jobRunFromWire(value.row));
                const wanted = values.flatMap((value, i) =>
                  instant(runs[i]?.createdAt) < keeping.since ? [] : [value.row],
                );
                return pipe(
                  archivePage(job, wanted, keeping)(env),
                  TE.map((page) => {
                    const sum = plus(counts, page);
                    return E.isLeft(next) && !reaches(runs, keeping.since)
                      ? E.left({ rest: next.left, counts: sum })
                      : E.right(sum);
                  }),
                );
              },
            ),
          ),
        ),
      ),
    );
  };

const saveJob =
  (row: wire.Job, { withValues }: Keeping): Program<void> =>
  ({ folder }) => {
    const path = jobPath(row.metadata.asset_id);
    const text = `${printJson(withValues ? row : withoutValues(row).row, 2)}\n`;
    return pipe(
      inFolder(folder.read(path)),
      TE.flatMap((before) => (before === text ? TE.right(undefined) : inFolder(folder.write(path, text)))),
    );
  };
