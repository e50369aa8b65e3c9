import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunDraft } from '../wire/requests.js';
import type { HasPatience } from './settle.js';
import type { StartOnceEnv, Started } from './start-once.js';
import type { StartOnceOptions } from './start-plan.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { resetOffset } from './reset-offset.js';
import { startOnce } from './start-once.js';
import { mergeEnvironment } from './start-run.js';

/** How to start a job. */
export interface StartJobOptions extends StartOnceOptions {
  /** Merges the draft's environment variables into the job's; otherwise the service replaces the job's variables. */
  readonly mergeEnvironment?: boolean | undefined;
  /** Resets the offset first; StreamSets jobs only. */
  readonly fromBeginning?: boolean | undefined;
}

/** The ports that starting a job needs. */
export type StartJobEnv = StartOnceEnv & HasApi<'getJob' | 'updateJob'> & HasPatience;

type Program<A> = ReaderTaskEither<StartJobEnv, WorkflowError, A>;

/**
 * Starts a run at most once, as `startOnce` does; first merges the environment of the job and resets its offset, if
 * requested.
 *
 * @example
 * ```ts
 * const started = await startJob(stream, { name: 'replay' }, { fromBeginning: true })(env)();
 * assert.equal(started.right.run.name, 'replay');
 * const refused = await startJob(job, {}, { fromBeginning: true })(env)();
 * assert.equal(refused.left._tag, 'InvalidInput');
 * ```
 */
export const startJob = (
  job: JobId,
  draft: RunDraft = {},
  { mergeEnvironment: merges = false, fromBeginning = false, ...options }: StartJobOptions = {},
): Program<Started> =>
  pipe(
    merges ? mergeEnvironment(job, draft) : RTE.right(draft),
    RTE.tap((): Program<unknown> => (fromBeginning ? resetOffset(job) : RTE.right(undefined))),
    RTE.flatMap((full) => startOnce(job, full, options)),
  );
