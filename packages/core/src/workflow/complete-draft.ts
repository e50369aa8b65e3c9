import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { ParameterSet } from '../domain/parameters.js';
import type { UnknownParameter } from '../domain/unknown-parameters.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { Masked } from '../wire/request-like.js';
import type { RunDraft } from '../wire/requests.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { environmentOf, mergeVariables } from '../domain/parameters.js';
import { unknownParameters } from '../domain/unknown-parameters.js';
import { invalidInput } from '../errors/workflow-error.js';
import { draftOver, requestLike } from '../wire/request-like.js';
import { getJob } from './get-job.js';
import { getRun } from './get-run.js';

/** What a start does not do as it was asked to. */
export type StartWarning =
  /** The job does not list this parameter, and the service ignores it. */
  | ({ readonly type: 'unknown-parameter' } & UnknownParameter)
  /** The run to repeat has a masked value: the start leaves it out. */
  | ({ readonly type: 'masked' } & Masked);

/** How a draft is completed before it is sent. */
export interface CompleteOptions {
  /** Id of a run of the job: what the draft does not set is as in that run. See `requestLike`. */
  readonly like?: string | undefined;
  /** Merges the draft's environment variables into the job's; otherwise the service replaces the job's variables. */
  readonly mergeEnvironment?: boolean | undefined;
  /**
   * Whether a parameter that the job does not list, or that is masked in the run to repeat, is `InvalidInput`, so that
   * nothing is sent. Default: such a parameter is passed to `onWarning`.
   */
  readonly strictParameters?: boolean | undefined;
  /** Gets each warning before the request is sent. An exception that it throws is ignored. */
  readonly onWarning?: ((warning: StartWarning) => void) | undefined;
}

type Program<A> = ReaderTaskEither<HasApi<'getJob' | 'getRun'> & HasCancel, WorkflowError, A>;

/** The draft as it is sent. The job and the run to repeat are read only as far as the options and the draft need them. */
export const completeDraft = (job: JobId, draft: RunDraft, options: CompleteOptions): Program<RunDraft> =>
  pipe(
    repeated(job, draft, options),
    RTE.flatMap((whole) => checked(job, draft, whole, options)),
  );

/** The draft, and what it does not set as in the run to repeat. */
const repeated = (job: JobId, draft: RunDraft, options: CompleteOptions): Program<RunDraft> => {
  const { like } = options;
  if (like === undefined) return RTE.right(draft);
  return pipe(
    getRun(job, like as RunId),
    RTE.flatMapEither((run) => {
      const { draft: under, masked, recorded } = requestLike(run);
      if (!recorded && (draft.parameters ?? []).length === 0)
        return E.left(
          invalidInput(`run ${like} has no record of its parameters: it failed before it was submitted`, [
            { path: 'parameters', expected: 'the parameters of the run to repeat', received: 'none' },
          ]),
        );
      const left = masked.filter((one) => !sets(draft, one));
      return pipe(
        unlessStrict(
          options,
          left.map((one) => ({ type: 'masked' as const, ...one })),
        ),
        E.map(() => draftOver(under, draft)),
      );
    }),
  );
};

const sets = ({ parameters, environment, configuration }: RunDraft, { what, name }: Masked): boolean => {
  if (what === 'configuration') return configuration !== undefined && name in configuration;
  const given = what === 'parameter' ? parameters : environment;
  return given?.some((item) => item.name === name) === true;
};

const checked = (
  job: JobId,
  given: RunDraft,
  whole: RunDraft,
  options: CompleteOptions,
): Program<RunDraft> => {
  const { mergeEnvironment = false, strictParameters = false, onWarning } = options;
  const needsJob = mergeEnvironment || whole.parameterSets?.some(hasNoId) === true || needsLimits(whole);
  const checks = (strictParameters || onWarning !== undefined) && (given.parameters ?? []).length > 0;
  if (!needsJob && !checks) return RTE.right(whole);
  const known = pipe(
    getJob(job),
    RTE.flatMapEither((current) =>
      pipe(
        unlessStrict(
          options,
          unknownParameters(current, { ...whole, parameters: given.parameters }).map((one) => ({
            type: 'unknown-parameter' as const,
            ...one,
          })),
        ),
        E.map(() => completed(whole, current, mergeEnvironment)),
      ),
    ),
  );
  if (needsJob || strictParameters) return known;
  // A job that cannot be read does not prevent a start that only warns.
  return pipe(
    known,
    RTE.orElse((error) => (error._tag === 'Aborted' ? RTE.left(error) : RTE.right(whole))),
  );
};

/** Passes the warnings on; in a strict start, those about parameters are an error. */
const unlessStrict = (
  { strictParameters = false, onWarning }: CompleteOptions,
  warnings: readonly StartWarning[],
): E.Either<WorkflowError, void> => {
  const refused = strictParameters
    ? warnings.filter((one) => one.type === 'unknown-parameter' || one.what === 'parameter')
    : [];
  if (refused.length === 0) {
    for (const warning of warnings) E.tryCatch(() => onWarning?.(warning), String);
    return E.right(undefined);
  }
  const issues = refused.map((one) => ({
    path: `parameters.${one.name}`,
    expected: one.type === 'masked' ? 'a value' : `one of ${one.known.join(', ')}`,
    received: one.type === 'masked' ? 'a masked value' : 'an unknown parameter',
  }));
  const [first] = refused;
  const what = first?.type === 'masked' ? 'masked in the run to repeat' : 'unknown to the job';
  return E.left(invalidInput(`parameter ${first?.name ?? ''} is ${what}; nothing was sent`, issues));
};

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
