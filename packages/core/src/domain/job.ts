import type { JobId } from './ids.js';
import type { JsonObject } from './json.js';
import type { Parameter, ParameterSet } from './parameters.js';

/**
 * A job: the template that runs are started from.
 * An absent member means that the service did not say; nothing here is invented.
 */
export interface Job {
  readonly id: JobId;
  readonly name: string;
  readonly description?: string;
  /** Type of the asset that the job runs, e.g. `data_intg_flow` (DataStage) or `streamsets_flow`. Open set. */
  readonly type: string;
  /** The asset that the job runs; absent for types that have none. */
  readonly assetId?: string;
  readonly ownerId?: string;
  readonly projectName?: string;
  readonly spaceName?: string;
  /** As the service holds it, members untouched: which ones there are depends on the type. */
  readonly configuration: JsonObject;
  readonly parameters: readonly Parameter[];
  readonly parameterSets: readonly ParameterSet[];
  /** Five-field cron, evaluated in UTC by the service. */
  readonly schedule?: string;
  readonly scheduleWindow?: ScheduleWindow;
  readonly retention?: Retention;
  readonly notifications?: Notifications;
}

/** When a schedule is in force. Times are ISO 8601, UTC. */
export interface ScheduleWindow {
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly repeat?: boolean;
}

/** How long the service keeps runs: for days, or the newest so many. */
export type Retention = { readonly days: number } | { readonly runs: number };

/** For which ends of a run the service notifies. */
export interface Notifications {
  readonly success: boolean;
  readonly warning: boolean;
  readonly failure: boolean;
}

/** The one type whose jobs keep an offset. */
export const streamsetsFlow = 'streamsets_flow';

/** Whether the job reads a stream from an offset that can be reset. */
export const keepsOffset = (job: Pick<Job, 'type'>): boolean => job.type.toLowerCase() === streamsetsFlow;
