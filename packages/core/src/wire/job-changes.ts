import type * as wire from '@wxdi/bindings';
import type { Notifications, Retention, ScheduleWindow } from '../domain/job.js';
import type { JsonObject } from '../domain/json.js';
import type { EnvironmentVariable, Parameter, ParameterSet } from '../domain/parameters.js';
import { environmentToWire, parameterSetToWire } from './parameters.js';
import { notificationsToWire, retentionToWire, scheduleInfoToWire } from './requests.js';

/** What may be changed of a job; a member that is absent stays as it is, null clears what the job has. */
export interface JobChanges {
  readonly name?: string;
  readonly description?: string;
  /** The whole configuration as it is to be: start from the job's own, so that members of the service survive. */
  readonly configuration?: JsonObject;
  /** Id of the runtime environment. */
  readonly environmentId?: string;
  /** Variables of the job's environment, all of them. */
  readonly environment?: readonly EnvironmentVariable[];
  /** Warnings after which a DataStage run is aborted; null for no limit. */
  readonly warnLimit?: number | null;
  /** Five-field cron, in UTC; null to unschedule. */
  readonly schedule?: string | null;
  readonly scheduleWindow?: ScheduleWindow | null;
  readonly retention?: Retention | null;
  /** Null turns all off. */
  readonly notifications?: Notifications | null;
  /** All of the job's parameters. */
  readonly parameters?: readonly Parameter[];
  /** All of the job's parameter sets. */
  readonly parameterSets?: readonly ParameterSet[];
  /** The value set to use of each parameter set named here, among those that the job has. */
  readonly valueSets?: Readonly<Record<string, string>>;
}

const silent: Notifications = { success: false, warning: false, failure: false };

/**
 * The job as it is to be, as a document of the wire. Members that this library does not know stay where they are,
 * also inside parameters and parameter sets that keep their name.
 */
export const withChanges = (before: wire.Job, changes: JobChanges): wire.Job => {
  const { name, description, schedule, scheduleWindow, retention, notifications } = changes;
  const { job } = before.entity;
  const parameterSets =
    changes.parameterSets === undefined
      ? undefined
      : merged(job.parameter_sets, changes.parameterSets.map(parameterSetToWire));
  return {
    ...before,
    metadata: { ...before.metadata, ...given({ name, description }) },
    entity: {
      ...before.entity,
      job: {
        ...job,
        configuration: configurationOf(job.configuration, changes),
        ...given({
          schedule: schedule === null ? '' : schedule,
          schedule_info: scheduleWindow && scheduleInfoToWire(scheduleWindow),
          retention_policy: retention && retentionToWire(retention),
          notification_types:
            notifications === undefined ? undefined : notificationsToWire(notifications ?? silent),
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
  const whole = (changes.configuration ?? before) as wire.JobConfiguration;
  const { environmentId, environment, warnLimit } = changes;
  return {
    ...whole,
    ...given({
      env_id: environmentId,
      env_variables: environment?.map(environmentToWire),
      flow_limits: warnLimit === undefined ? undefined : { ...whole.flow_limits, warn_limit: warnLimit },
    }),
  };
};

/** The members that were given: null is, undefined is not. */
const given = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;

interface Named {
  readonly name: string;
}

/** The new list, each item on top of the old one of its name. */
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
  return (sets ?? []).map((set) => ({ ...set, ...given({ value_set: chosen.get(set.name) }) }));
};

/** Names of the parameter sets that a job has once it is changed. */
export const setNames = (job: wire.Job, { parameterSets }: JobChanges): readonly string[] =>
  (parameterSets ?? job.entity.job.parameter_sets ?? []).map(({ name }) => name);
