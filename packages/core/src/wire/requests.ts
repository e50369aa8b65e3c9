import type * as wire from '@wxdi/bindings';
import type { Notifications, Retention, ScheduleWindow } from '../domain/job.js';
import type { JsonObject } from '../domain/json.js';
import type { EnvironmentVariable, Parameter, ParameterSet } from '../domain/parameters.js';
import { environmentToWire, parameterSetToWire, parameterToWire } from './parameters.js';
import { defined } from './said.js';
import { toMillis } from './time.js';

/** What a job is created from: a name, and either an asset or, for types that have none, a type. */
export type JobDraft = JobDraftBase &
  ({ readonly assetId: string; readonly type?: never } | { readonly type: string; readonly assetId?: never });

interface JobDraftBase {
  readonly name: string;
  readonly description?: string;
  readonly configuration?: JsonObject;
  readonly parameters?: readonly Parameter[];
  readonly parameterSets?: readonly ParameterSet[];
  readonly environment?: readonly EnvironmentVariable[];
  /** Five-field cron, in UTC. */
  readonly schedule?: string;
  readonly scheduleWindow?: ScheduleWindow;
  readonly retention?: Retention;
  readonly notifications?: Notifications;
}

/** What one run overrides of its job. The run's environment replaces the job's; it is not merged by the service. */
export interface RunDraft {
  readonly name?: string;
  readonly description?: string;
  readonly configuration?: JsonObject;
  readonly parameters?: readonly Parameter[];
  readonly parameterSets?: readonly ParameterSet[];
  readonly environment?: readonly EnvironmentVariable[];
}

/** The service refuses null on create: what is not given is left out. */
export const newJobToWire = (draft: JobDraft): wire.NewJob =>
  defined({
    name: draft.name,
    asset_ref: draft.assetId,
    asset_ref_type: draft.type,
    description: draft.description,
    configuration: configuration(draft),
    job_parameters: draft.parameters?.map(parameterToWire),
    parameter_sets: draft.parameterSets?.map(parameterSetToWire),
    schedule: draft.schedule,
    schedule_info: draft.scheduleWindow && scheduleInfoToWire(draft.scheduleWindow),
    retention_policy: draft.retention && retentionToWire(draft.retention),
    notification_types: draft.notifications && notificationsToWire(draft.notifications),
  });

export const newRunToWire = (draft: RunDraft): wire.NewRun =>
  defined({
    name: draft.name,
    description: draft.description,
    configuration: configuration(draft),
    job_parameters: draft.parameters?.map(parameterToWire),
    parameter_sets: draft.parameterSets?.map(parameterSetToWire),
  });

const configuration = (
  draft: Pick<RunDraft, 'configuration' | 'environment'>,
): wire.JobConfiguration | undefined => {
  if (draft.environment === undefined) return draft.configuration;
  return { ...draft.configuration, env_variables: draft.environment.map(environmentToWire) };
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
