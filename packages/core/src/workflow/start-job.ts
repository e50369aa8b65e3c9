import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { ParameterSet } from '../domain/parameters.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunDraft } from '../wire/requests.js';
import type { HasPatience } from './settle.js';
import type { StartOnceEnv } from './start-once.js';
import type { Started } from './started.js';
import type { StartOnceOptions } from './start-plan.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { environmentOf, mergeVariables } from '../domain/parameters.js';
import { getJob } from './get-job.js';
import { resetOffset } from './reset-offset.js';
import { startPrepared } from './start-once.js';

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
 * Starts a run at most once, as `startOnce` does. If a request is sent, it first merges the environment of the job and
 * resets its offset, if requested, and completes the ids of parameter sets that have only a name, and the limits. If the run of an
 * earlier start is the result, the job is neither read nor changed.
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

const prepare = (
  job: JobId,
  draft: RunDraft,
  { mergeEnvironment = false, fromBeginning = false }: StartJobOptions,
): Program<RunDraft> =>
  pipe(
    mergeEnvironment || draft.parameterSets?.some(hasNoId) === true || needsLimits(draft)
      ? pipe(
          getJob(job),
          RTE.map((current) => completed(draft, current, mergeEnvironment)),
        )
      : RTE.right(draft),
    RTE.tap((): Program<unknown> => (fromBeginning ? resetOffset(job) : RTE.right(undefined))),
  );

/** The other limits of the job would be lost: the configuration of a run replaces whole members. */
const needsLimits = ({ warnLimit, configuration }: RunDraft): boolean =>
  warnLimit !== undefined && configuration?.['flow_limits'] === undefined;

const hasNoId = ({ ref }: ParameterSet): boolean => ref === undefined;

const completed = (
  draft: RunDraft,
  { configuration, parameterSets: own }: Job,
  merges: boolean,
): RunDraft => {
  const ids = new Map(own.map(({ name, ref }) => [name, ref]));
  const { environment = [], parameterSets } = draft;
  const limits = configuration['flow_limits'];
  const withId = (set: ParameterSet): ParameterSet => {
    const ref = set.ref ?? ids.get(set.name);
    return ref === undefined ? set : { ...set, ref };
  };
  return {
    ...draft,
    ...(needsLimits(draft) && limits !== undefined
      ? { configuration: { ...draft.configuration, flow_limits: limits } }
      : {}),
    ...(merges ? { environment: mergeVariables(environmentOf(configuration), environment) } : {}),
    ...(parameterSets === undefined ? {} : { parameterSets: parameterSets.map(withId) }),
  };
};
