import type { Job as WireJob } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { defined } from '../domain/defined.js';
import { jobId } from '../domain/ids.js';
import { parallel } from '../effect/parallel.js';
import { collect } from '../effect/stream.js';
import { call } from '../ports/jobs-api.js';
import { pages, pageSize } from './pages.js';
import { atOnce } from './runs-of-jobs.js';

/** All jobs as their rows show them. A row that cannot be read is an error: the list must be complete. */
export const jobRows: ReaderTaskEither<HasApi<'listJobs'> & HasCancel, WorkflowError, readonly WireJob[]> =
  pipe(
    collect(
      pages(
        (next) => call('listJobs', { query: { ...defined({ next }), limit: pageSize } }),
        (row) => ({ id: row.metadata.asset_id, row }),
        'atOnce',
      ),
    ),
    // A row can repeat if a listing shifts between two pages.
    RTE.map((rows) => [...new Map(rows.map(({ id, row }) => [id, row])).values()]),
  );

/** Jobs read again, at most eight at once. A job that is gone, or whose id is none, is left out. */
export const readJobs = (
  ids: readonly string[],
): ReaderTaskEither<HasApi<'getJob'> & HasCancel, WorkflowError, readonly WireJob[]> =>
  pipe(
    parallel(atOnce)(
      ids,
      (id): ReaderTaskEither<HasApi<'getJob'> & HasCancel, WorkflowError, readonly WireJob[]> =>
        pipe(
          call('getJob', { path: { job_id: jobId(id) } }),
          RTE.map((job) => [job]),
          RTE.orElse((error) =>
            error._tag === 'NotFound' || error._tag === 'InvalidInput' ? RTE.right([]) : RTE.left(error),
          ),
        ),
    ),
    RTE.map((found) => found.flat()),
  );
