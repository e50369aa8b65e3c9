import type { Job } from '../domain/job.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { mapValues } from '../effect/stream.js';
import { call } from '../ports/jobs-api.js';
import { jobFromWire } from '../wire/job.js';
import { defined } from '../domain/defined.js';
import { pages, pageSize } from './pages.js';

/** Filters of a listing. All must match. */
export interface JobFilter {
  /** Type of the job, e.g. `data_intg_flow`. Filtered by the service. */
  readonly type?: string | undefined;
  /** Jobs of one asset. Filtered by the service. */
  readonly assetId?: string | undefined;
  /** The job of one run. Filtered by the service. */
  readonly runId?: string | undefined;
  /** The exact name, or a predicate for names. Filtered by the client: the service has no filter for names. */
  readonly name?: string | ((name: string) => boolean) | undefined;
}

/**
 * The jobs of the project or space, page by page, in the service's order.
 *
 * Wire: `GET /v2/jobs`, 100 rows per page.
 *
 * @example
 * ```ts
 * const all = await collect(listJobs({ type: 'data_intg_flow' }))(env)();
 * assert.deepEqual(all.right.map(({ name }) => name), ['nightly load']);
 * ```
 */
export const listJobs = ({ type, assetId, runId, name }: JobFilter = {}): Stream<
  HasApi<'listJobs'> & HasCancel,
  WorkflowError,
  Job
> => {
  const filter = defined({ asset_ref_type: type, asset_ref: assetId, run_id: runId });
  const all = pages(
    (next) => call('listJobs', { query: { ...filter, ...defined({ next }), limit: pageSize } }),
    jobFromWire,
  );
  if (name === undefined) return all;
  const accepts = typeof name === 'string' ? (each: string) => each === name : name;
  return mapValues((jobs: readonly Job[]) => jobs.filter((job) => accepts(job.name)))(all);
};
