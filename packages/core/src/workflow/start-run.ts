import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunDraft } from '../wire/requests.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { call } from '../ports/jobs-api.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { newRunToWire } from '../wire/requests.js';

/**
 * Starts a run of a job with the overrides of the draft. An attempt whose answer was lost is `OutcomeUnknown` and is
 * never sent again: each request that arrives makes a run of its own.
 *
 * Wire: `POST /v2/jobs/{job_id}/runs`, 201 with the run, usually in state `Starting`.
 */
export const startRun = (
  job: JobId,
  draft: RunDraft = {},
): ReaderTaskEither<HasApi<'startRun'> & HasCancel, WorkflowError, JobRun> =>
  pipe(
    call('startRun', { path: { job_id: job }, body: { job_run: newRunToWire(draft) } }),
    RTE.map(jobRunFromWire),
  );
