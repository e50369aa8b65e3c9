import type * as wire from '@wxdi/bindings';
import type { Notifications, Retention, ScheduleWindow } from '../domain/job.js';
import type { JsonObject } from '../domain/json.js';
import type { EnvironmentVariable, Parameter, ParameterSet } from '../domain/parameters.js';
import { environmentToWire, parameterSetToWire, parameterToWire } from './parameters.js';
import { defined } from '../domain/defined.js';
import { mergeMembers } from '../domain/merge.js';
import { toMillis } from './time.js';

/** A new job: a name, and either an asset or, for types without one, a type. */
export type JobDraft = JobDraftBase &
  (
    | { readonly assetId: string; readonly type?: undefined }
    | { readonly type: string; readonly assetId?: undefined }
  );

interface JobDraftBase {
  readonly name: string;
  readonly description?: string | undefined;
  readonly configuration?: JsonObject | undefined;
  readonly parameters?: readonly Parameter[] | undefined;
  readonly parameterSets?: readonly ParameterSet[] | undefined;
  readonly environment?: readonly EnvironmentVariable[] | undefined;
  /** Id of the runtime environment. */
  readonly environmentId?: string | undefined;
  /** Warnings after which a DataStage run is aborted. */
  readonly warnLimit?: number | undefined;
  /** Five-field cron, in UTC. Values out of range, and days that none of its months has, are refused. */
  readonly schedule?: string | undefined;
  readonly scheduleWindow?: ScheduleWindow | undefined;
  readonly retention?: Retention | undefined;
  readonly notifications?: Notifications | undefined;
}

/** Overrides for one run. The run's environment replaces the job's; the service does not merge them. */
export interface RunDraft {
  /** Default: `job run`. The service replaces the names of runs of notebooks and scripts. */
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Members that replace those of the job. */
  readonly configuration?: JsonObject | undefined;
  /** Values that replace those of the job, by name. */
  readonly parameters?: readonly Parameter[] | undefined;
  readonly parameterSets?: readonly ParameterSet[] | undefined;
  /** All variables of the run: the service does not add those of the job. */
  readonly environment?: readonly EnvironmentVariable[] | undefined;
  /** Id of the runtime environment. */
  readonly environmentId?: string | undefined;
  /** Warnings after which a DataStage run is aborted. */
  readonly warnLimit?: number | undefined;
}

/** The service refuses null in a new job: undefined members, and null in the configuration, are omitted. */
export const newJobToWire = (draft: JobDraft): wire.NewJob => {
  const given = configuration(draft);
  return defined({
    name: draft.name,
    asset_ref: draft.assetId,
    asset_ref_type: draft.type,
    description: draft.description,
    configuration: given && mergeMembers({}, given),
    job_parameters: draft.parameters?.map(parameterToWire),
    parameter_sets: draft.parameterSets?.map(parameterSetToWire),
    schedule: draft.schedule,
    schedule_info: draft.scheduleWindow && scheduleInfoToWire(draft.scheduleWindow),
    retention_policy: draft.retention && retentionToWire(draft.retention),
    notification_types: draft.notifications && notificationsToWire(draft.notifications),
  });
};

export const newRunToWire = (draft: RunDraft): wire.NewRun =>
  defined({
    name: draft.name,
    description: draft.description,
    configuration: configuration(draft),
    job_parameters: draft.parameters?.map(parameterToWire),
    parameter_sets: draft.parameterSets?.map(parameterSetToWire),
  });

const configuration = (
  draft: Pick<RunDraft, 'configuration' | 'environment' | 'environmentId' | 'warnLimit'>,
): wire.JobConfiguration | undefined => {
  const { environment, environmentId, warnLimit } = draft;
  const base: wire.JobConfiguration | undefined = draft.configuration;
  const members = defined({
    env_variables: environment?.map(environmentToWire),
    env_id: environmentId,
    flow_limits: warnLimit === undefined ? undefined : { ...base?.flow_limits, warn_limit: warnLimit },
  });
  return Object.keys(members).length === 0 ? base : { ...base, ...members };
};

export const scheduleInfoToWire = ({ startsAt, endsAt, repeat }: ScheduleWindow): wire.ScheduleInfo =>
  defined({
    startOn: toMillis(startsAt),
    endOn: toMillis(endsAt),
    repeat,
  });

export const retentionToWire = (retention: Retention): wire.RetentionPolicy =>
  'days' in retention ? { days: retention.days } : { amount: retention.runs };

export const notificationsToWire = ({
  success,
  warning,
  failure,
}: Notifications): wire.NotificationTypes => ({
  success,
  warning,
  failure,
});
