import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { call } from '../ports/jobs-api.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { defined } from '../domain/defined.js';
import { pages, pageSize } from './pages.js';

/** Filters of a listing of runs. */
export interface RunFilter {
  /** States to list; empty or absent means all. Filtered by the service. */
  readonly states?: readonly RunState[] | undefined;
}

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
export const listRuns = (
  job: JobId,
  { states = [] }: RunFilter = {},
): Stream<HasApi<'listRuns'> & HasCancel, WorkflowError, JobRun> => {
  const filter = defined({ states: states.length === 0 ? undefined : [...states] });
  return pages(
    (next) =>
      call('listRuns', {
        path: { job_id: job },
        query: { ...filter, ...defined({ next }), limit: pageSize },
      }),
    jobRunFromWire,
  );
};
