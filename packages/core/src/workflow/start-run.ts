import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunDraft } from '../wire/requests.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { environmentOf, mergeVariables } from '../domain/parameters.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { callFor } from '../ports/jobs-api.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { newRunToWire } from '../wire/requests.js';
import { getJob } from './get-job.js';

/**
 * Starts a run of a job with the overrides of the draft. An attempt whose answer was lost is `OutcomeUnknown` and is
 * never repeated: each request that arrives creates another run.
 *
 * Wire: `POST /v2/jobs/{job_id}/runs`, 201 with the run, usually in state `Starting`.
 *
 * @example
 * ```ts
 * const started = await startRun(job, {
 *   name: 'backfill 2025',
 *   parameters: [{ name: 'year', value: '2025' }, { name: 'connection.schema', value: 'ARCHIVE' }],
 * })(env)();
 * assert.equal(started.right.name, 'backfill 2025');
 * ```
 */
export const startRun = (
  job: JobId,
  draft: RunDraft = {},
): ReaderTaskEither<HasApi<'startRun'> & HasCancel, WorkflowError, JobRun> => {
  const refused = refusalOf(rules.runDraft, draft, 'draft');
  if (refused !== undefined) return RTE.left(refused);
  return callFor(
    'startRun',
    { path: { job_id: job }, body: { job_run: newRunToWire(draft) } },
    jobRunFromWire,
  );
};

/**
 * Merges the draft's variables into the job's. The service replaces the job's variables by the run's, so a draft with
 * one variable would remove all others.
 *
 * Wire: `GET /v2/jobs/{job_id}`.
 *
 * @example
 * ```ts
 * await updateJob(job, { environment: [{ name: 'LEVEL', value: 'info' }] })(env)();
 * const draft = await mergeEnvironment(job, { environment: [{ name: 'YEAR', value: '2026' }] })(env)();
 * assert.deepEqual(draft.right.environment.map(({ name }) => name), ['LEVEL', 'YEAR']);
 * ```
 */
export const mergeEnvironment = (
  job: JobId,
  draft: RunDraft,
): ReaderTaskEither<HasApi<'getJob'> & HasCancel, WorkflowError, RunDraft> =>
  pipe(
    getJob(job),
    RTE.map(({ configuration }) => ({
      ...draft,
      environment: mergeVariables(environmentOf(configuration), draft.environment ?? []),
    })),
  );
