import type { Job } from '../domain/job.js';
import type { Stream } from '../effect/stream.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi, UnreadableRow } from '../ports/jobs-api.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { mapValues } from '../effect/stream.js';
import { call } from '../ports/jobs-api.js';
import { jobFromWire } from '../wire/job.js';
import { defined } from '../domain/defined.js';
import type { OnUnreadable } from './pages.js';
import { refusalOf } from '../options/given.js';
import { jobFilter } from '../options/rules.js';
import { pages, pageSize } from './pages.js';

/** Filters of a listing. All must match. */
export interface JobFilter {
  /** Type of the job, e.g. `data_intg_flow`. Filtered by the service, and again by the client. */
  readonly type?: string | undefined;
  /** Jobs of one asset. Filtered by the service, and again by the client. */
  readonly assetId?: string | undefined;
  /** The job of one run. Filtered by the service. */
  readonly runId?: string | undefined;
  /** The exact name, or a predicate for names. Filtered by the client: the service has no filter for names. */
  readonly name?: string | ((name: string) => boolean) | undefined;
  /**
   * Gets each row that does not match the API description. Default: after all other rows the listing fails with
   * `Undecodable`, which states how many there are.
   */
  readonly onUnreadable?: ((row: UnreadableRow) => void) | undefined;
}

type Jobs = Stream<HasApi<'listJobs'> & HasCancel, WorkflowError, Job>;

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
export const listJobs = (filter: JobFilter = {}): Jobs => pagesOf(filter, filter.onUnreadable);

/** The same, for callers that need a complete list: a row that cannot be read is an error at once. */
export const allJobs = (filter: JobFilter): Jobs => pagesOf(filter, 'atOnce');

const pagesOf = (given: JobFilter, onUnreadable: OnUnreadable | undefined): Jobs => {
  const refused = refusalOf(jobFilter, given);
  if (refused !== undefined) return () => TE.left(refused);
  const { type, assetId, runId, name } = given;
  const filter = defined({ asset_ref_type: type, asset_ref: assetId, run_id: runId });
  const all = pages(
    (next) => call('listJobs', { query: { ...filter, ...defined({ next }), limit: pageSize } }),
    jobFromWire,
    onUnreadable,
  );
  const accepts = typeof name === 'string' ? (each: string) => each === name : name;
  // Some releases of the service ignore its filters.
  const matches = (job: Job): boolean =>
    (type === undefined || job.type === type) &&
    (assetId === undefined || job.assetId?.toLowerCase() === assetId.toLowerCase()) &&
    (accepts === undefined || accepts(job.name));
  return mapValues((jobs: readonly Job[]) => jobs.filter(matches))(all);
};
