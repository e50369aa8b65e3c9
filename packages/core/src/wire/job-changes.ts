import type * as wire from '@wxdi/bindings';
import type { Notifications, Retention, ScheduleWindow } from '../domain/job.js';
import type { JsonObject } from '../domain/json.js';
import type { EnvironmentVariable, Parameter, ParameterSetChange } from '../domain/parameters.js';
import { defined } from '../domain/defined.js';
import { jsonEquals } from '../domain/json.js';
import { environmentOf } from '../domain/parameters.js';
import { jobFromWire } from './job.js';
import { isEmpty, valueAt } from './json-patch.js';
import { environmentToWire, parameterSetToWire } from './parameters.js';
import { notificationsToWire, retentionToWire, scheduleInfoToWire } from './requests.js';

/** Changes to a job: an absent member stays unchanged, null clears the value. */
export interface JobChanges {
  readonly name?: string | undefined;
  /** The service does not change the asset: a value that differs from the job's is refused. */
  readonly assetId?: string | undefined;
  /** The service does not change the type: a value that differs from the job's is refused. */
  readonly type?: string | undefined;
  readonly description?: string | null | undefined;
  /** The whole new configuration: start from the job's own, to keep members that the service added. */
  readonly configuration?: JsonObject | undefined;
  /** Id of the runtime environment; null for the default of the service. */
  readonly environmentId?: string | null | undefined;
  /** All environment variables of the job. */
  readonly environment?: readonly EnvironmentVariable[] | undefined;
  /** Warnings after which a DataStage run is aborted; null for no limit. */
  readonly warnLimit?: number | null | undefined;
  /** Five-field cron, in UTC; null to unschedule. */
  readonly schedule?: string | null | undefined;
  /** Null to clear it. */
  readonly scheduleWindow?: ScheduleWindow | null | undefined;
  /** Null to clear it. */
  readonly retention?: Retention | null | undefined;
  /** Null turns all notifications off. */
  readonly notifications?: Notifications | null | undefined;
  /** All of the job's parameters. */
  readonly parameters?: readonly Parameter[] | undefined;
  /** All of the job's parameter sets. */
  readonly parameterSets?: readonly ParameterSetChange[] | undefined;
  /** The value set to use, by the name of a parameter set of the job. */
  readonly valueSets?: Readonly<Record<string, string>> | undefined;
}

const noNotifications: Notifications = { success: false, warning: false, failure: false };

/**
 * The changed job as a wire document. Unknown members are kept, also inside parameters and parameter sets whose name
 * does not change.
 */
export const withChanges = (before: wire.Job, changes: JobChanges): wire.Job => {
  const { name, description, schedule, scheduleWindow, retention, notifications } = changes;
  const { job } = before.entity;
  const parameterSets =
    changes.parameterSets === undefined
      ? undefined
      : merged(job.parameter_sets, changes.parameterSets.map(parameterSetToWire)).map(withoutNulls);
  return {
    ...before,
    metadata: {
      ...before.metadata,
      ...defined({ name, description: description === null ? '' : description }),
    },
    entity: {
      ...before.entity,
      job: {
        ...job,
        configuration: configurationOf(job.configuration, changes),
        ...defined({
          schedule: schedule === null ? '' : schedule,
          schedule_info: scheduleWindow && scheduleInfoToWire(scheduleWindow),
          retention_policy: retention && retentionToWire(retention),
          notification_types:
            notifications === undefined ? undefined : notificationsToWire(notifications ?? noNotifications),
          job_parameters:
            changes.parameters === undefined ? undefined : merged(job.job_parameters, changes.parameters),
          parameter_sets:
            withValueSets(parameterSets ?? job.parameter_sets, changes.valueSets) ?? parameterSets,
        }),
      },
    },
  };
};

const configurationOf = (before: wire.JobConfiguration, changes: JobChanges): wire.JobConfiguration => {
  const base = (changes.configuration ?? before) as wire.JobConfiguration;
  const { environmentId, environment, warnLimit } = changes;
  return {
    ...base,
    ...defined({
      env_id: environmentId,
      env_variables: environment?.map(environmentToWire),
      flow_limits: warnLimit === undefined ? undefined : { ...base.flow_limits, warn_limit: warnLimit },
    }),
  };
};

interface Named {
  readonly name: string;
}

/** The new list; each item is merged over the old item with the same name. */
const merged = <A extends Named, B extends Named>(
  before: readonly A[] | null | undefined,
  after: readonly B[],
): (A & B)[] =>
  after.map((item) => ({ ...before?.find(({ name }) => name === item.name), ...item }) as A & B);

const withValueSets = (
  sets: readonly wire.ParameterSetRef[] | null | undefined,
  valueSets: Readonly<Record<string, string>> | undefined,
): wire.ParameterSetRef[] | undefined => {
  if (valueSets === undefined) return undefined;
  const chosen = new Map(Object.entries(valueSets));
  return (sets ?? []).map((set) => ({ ...set, ...defined({ value_set: chosen.get(set.name) }) }));
};

/** The set, without the members that a change has cleared. */
const withoutNulls = (set: wire.ParameterSetRef): wire.ParameterSetRef =>
  Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)) as wire.ParameterSetRef;

/**
 * The changes without those that equal the job's settings: the service may store a value in another form, which is then
 * kept.
 */
export const withoutEqual = (before: wire.Job, changes: JobChanges): JobChanges => {
  const own = settingsOf(before, changes.configuration ?? before.entity.job.configuration);
  const given = {
    ...changes,
    scheduleWindow: changes.scheduleWindow && scheduleInfoToWire(changes.scheduleWindow),
  };
  const isChange = (member: string): boolean =>
    !Object.hasOwn(own, member) || !jsonEquals(filled(own[member]), filled((given as JsonObject)[member]));
  return Object.fromEntries(Object.entries(changes).filter(([member]) => isChange(member)));
};

const filled = (value: unknown): unknown => (isEmpty(value) ? null : value);

/** What a job has now, by the names of changes. */
const settingsOf = (before: wire.Job, configuration: JsonObject): JsonObject => {
  const { name, description, schedule, scheduleWindow, retention, notifications, parameters, parameterSets } =
    jobFromWire(before);
  return {
    ...{ name, description, schedule, retention, notifications, parameters, parameterSets },
    scheduleWindow: scheduleWindow && scheduleInfoToWire(scheduleWindow),
    environment: environmentOf(configuration),
    environmentId: configuration['env_id'],
    warnLimit: valueAt(configuration, '/flow_limits/warn_limit'),
  };
};
