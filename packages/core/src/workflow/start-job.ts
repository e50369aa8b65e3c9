import type { Option } from 'fp-ts/lib/Option.js';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { JournalEntry } from '../ports/journal.js';
import type { RunDraft } from '../wire/requests.js';
import type { CompleteOptions } from './complete-draft.js';
import type { HasPatience } from './settle.js';
import type { SentStart, StartOnceEnv } from './start-once.js';
import type { Started } from './started.js';
import type { StartOnceOptions } from './start-plan.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { completeDraft } from './complete-draft.js';
import { resetOffset } from './reset-offset.js';
import { startPending, startPrepared } from './start-once.js';

/** How to start a job. */
export interface StartJobOptions extends StartOnceOptions, CompleteOptions {
  /** Resets the offset first; StreamSets jobs only. */
  readonly fromBeginning?: boolean | undefined;
}

/** The ports that starting a job needs. */
export type StartJobEnv = StartOnceEnv & HasApi<'getJob' | 'updateJob'> & HasPatience;

type Program<A> = ReaderTaskEither<StartJobEnv, WorkflowError, A>;

/**
 * Starts a run at most once, as `startOnce` does. If a request is sent, it first repeats the request of the run `like`,
 * checks the names of parameters, merges the environment of the job and resets its offset, each if requested, and
 * completes the ids of parameter sets that have only a name, and the limits. If the run of an earlier start is the result, the job is
 * neither read nor changed. The key belongs to the draft and the id of the run `like`.
 *
 * @example
 * ```ts
 * const started = await startJob(stream, { name: 'replay' }, { fromBeginning: true })(env)();
 * assert.equal(started.right.run.name, 'replay');
 * const refused = await startJob(job, {}, { fromBeginning: true })(env)();
 * assert.equal(refused.left._tag, 'InvalidInput');
 * ```
 */
export const startJob =
  (job: JobId, draft: RunDraft = {}, options: StartJobOptions = {}): Program<Started> =>
  (env) =>
    startPrepared(job, draft, options, prepare(job, draft, options)(env))(env);

/** The same for a start whose entry is `pending`: nothing is searched for. None if another process has claimed it. */
export const startPendingJob =
  (
    job: JobId,
    draft: RunDraft,
    options: StartJobOptions,
    pending: JournalEntry,
  ): Program<Option<SentStart>> =>
  (env) =>
    startPending(job, draft, options, prepare(job, draft, options)(env), pending)(env);

/**
 * Resets the offset of a streaming job and starts a run, which then reads from the beginning: `startJob` with
 * `fromBeginning`. See {@link resetOffset}.
 *
 * @example
 * ```ts
 * const started = await startFromBeginning(stream)(env)();
 * assert.equal(started.right.run.jobId, stream);
 * const refused = await startFromBeginning(job)(env)();
 * assert.equal(refused.left._tag, 'InvalidInput');
 * ```
 */
export const startFromBeginning = (
  job: JobId,
  draft: RunDraft = {},
  options: Omit<StartJobOptions, 'fromBeginning'> = {},
): Program<Started> => startJob(job, draft, { ...options, fromBeginning: true });

const prepare = (job: JobId, draft: RunDraft, options: StartJobOptions): Program<RunDraft> =>
  pipe(
    completeDraft(job, draft, options),
    RTE.tap((): Program<unknown> =>
      options.fromBeginning === true ? resetOffset(job) : RTE.right(undefined),
    ),
  );
