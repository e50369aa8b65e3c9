import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi, UnreadableRow } from '../ports/jobs-api.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { runStateOf } from '../domain/run-state.js';
import { mapValues } from '../effect/stream.js';
import { call } from '../ports/jobs-api.js';
import { isNewestFirst } from '../domain/job-run.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { instant } from '../wire/time.js';
import { defined } from '../domain/defined.js';
import type { OnUnreadable } from './pages.js';
import { refusalOf } from '../options/given.js';
import { runFilter } from '../options/rules.js';
import { pages, pageSize } from './pages.js';

/** Filters of a listing of runs. */
export interface RunFilter {
  /** States to list, in any usual spelling; empty or absent means all. Filtered by the service, and again by the client. */
  readonly states?: readonly RunState[] | undefined;
  /**
   * Created at this time or later: ISO 8601 with a zone. Filtered by the client, which reads no further than this as far
   * as the order of the list shows it. Default: no limit.
   */
  readonly since?: string | undefined;
  /** Created before this time: ISO 8601 with a zone. Filtered by the client. Default: no limit. */
  readonly until?: string | undefined;
  /**
   * Gets each row that does not match the API description. Default: after all other rows the listing fails with
   * `Undecodable`, which states how many there are.
   */
  readonly onUnreadable?: ((row: UnreadableRow) => void) | undefined;
}

type JobRuns = Stream<HasApi<'listRuns'> & HasCancel, WorkflowError, JobRun>;

/**
 * The runs of a job, page by page, in the service's order: newest first, as far as known.
 *
 * Wire: `GET /v2/jobs/{job_id}/runs`, 100 rows per page; a row may lack the description.
 *
 * @example
 * ```ts
 * await startRun(stream)(env)();
 * const failed = await pipe(listRuns(stream, { states: ['Failed'] }), take(10), collect)(env)();
 * assert.deepEqual(failed.right, []);
 * ```
 */
export const listRuns = (job: JobId, filter: RunFilter = {}): JobRuns =>
  pagesOf(job, filter, filter.onUnreadable);

/** The same, for callers that need a complete list: a row that cannot be read is an error at once. */
export const allRuns = (job: JobId, filter: RunFilter = {}): JobRuns => pagesOf(job, filter, 'atOnce');

const pagesOf = (job: JobId, given: RunFilter, onUnreadable: OnUnreadable | undefined): JobRuns => {
  const refused = refusalOf(runFilter, given);
  if (refused !== undefined) return () => TE.left(refused);
  const { states = [], since, until } = given;
  const from = since === undefined ? -Infinity : instant(since);
  const to = until === undefined ? Infinity : instant(until);
  const wanted = states.map(runStateOf);
  const filter = defined({ states: wanted.length === 0 ? undefined : wanted });
  const all = pages(
    (next) =>
      call('listRuns', {
        path: { job_id: job },
        query: { ...filter, ...defined({ next }), limit: pageSize },
      }),
    jobRunFromWire,
    onUnreadable,
    (runs) => reaches(runs, from),
  );
  // Some releases of the service ignore the filter.
  const isWanted = (run: JobRun): boolean =>
    (wanted.length === 0 || wanted.includes(run.state)) && isInTime(run, from, to);
  return mapValues((runs: readonly JobRun[]) => runs.filter(isWanted))(all);
};

/** Whether the runs that follow a page are older. Lists are newest first, but this is not documented. */
export const reaches = (runs: readonly JobRun[], from: number): boolean =>
  isNewestFirst(runs) && instant(runs.at(-1)?.createdAt) < from;

/** Whether a run was created from one time until before another. One whose time is not known is better shown than lost. */
export const isInTime = ({ createdAt }: JobRun, from: number, to: number): boolean => {
  const at = instant(createdAt);
  return Number.isNaN(at) || (at >= from && at < to);
};
