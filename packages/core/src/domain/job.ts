import type { JobId } from './ids.js';
import type { JsonObject } from './json.js';
import type { Parameter, ParameterSet } from './parameters.js';

/**
 * A job: the template for runs. An absent member was not sent by the service.
 */
export interface Job {
  readonly id: JobId;
  readonly name: string;
  readonly description?: string;
  /** Type of the asset that the job runs, e.g. `data_intg_flow` (DataStage) or `streamsets_flow`. Open set. */
  readonly type: string;
  /** The asset that the job runs; absent for types without one. */
  readonly assetId?: string;
  /** Id of a user. */
  readonly ownerId?: string;
  readonly projectName?: string;
  readonly spaceName?: string;
  /** As stored by the service, unchanged; its members depend on the type. */
  readonly configuration: JsonObject;
  /** Default parameters of its runs. */
  readonly parameters: readonly Parameter[];
  /** The parameter sets of its runs. */
  readonly parameterSets: readonly ParameterSet[];
  /** Five-field cron, evaluated in UTC by the service. */
  readonly schedule?: string;
  /** When the schedule is active. */
  readonly scheduleWindow?: ScheduleWindow;
  /** The next times at which the schedule starts a run, ten at most. ISO 8601, UTC. */
  readonly futureScheduledRuns?: readonly string[];
  /** How long runs are kept. */
  readonly retention?: Retention;
  /** The results of runs that are reported. */
  readonly notifications?: Notifications;
}

/** When a schedule is active. Times are ISO 8601, UTC. */
export interface ScheduleWindow {
  readonly startsAt?: string;
  readonly endsAt?: string;
  /** Whether the schedule repeats. */
  readonly repeat?: boolean;
}

/** How long the service keeps runs: for a number of days, or a number of newest runs. */
export type Retention = { readonly days: number } | { readonly runs: number };

/** The results of a run for which the service sends notifications. */
export interface Notifications {
  readonly success: boolean;
  readonly warning: boolean;
  readonly failure: boolean;
}

/** The only type of job with an offset. */
export const streamsetsFlow = 'streamsets_flow';

/** Whether the job has an offset that can be reset. */
export const keepsOffset = (job: Pick<Job, 'type'>): boolean => job.type.toLowerCase() === streamsetsFlow;
