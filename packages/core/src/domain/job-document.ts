import type { Notifications, Retention } from './job.js';
import type { JsonObject } from './json.js';
import type { EnvironmentVariable, Parameter, ParameterSet } from './parameters.js';

/** A job as a file describes it. */
export interface JobDocument {
  readonly apiVersion: 'wxdi/v1';
  readonly kind: 'Job';
  readonly metadata: {
    /** The job is found by this name, unless an id is given. */
    readonly name: string;
    /** Id of an existing job. With it, another name renames the job. */
    readonly id?: string | undefined;
  };
  readonly spec: JobSpec;
}

/**
 * The settings of a job. An absent member keeps the value that the job has; a new job gets the default of the service.
 * Null clears a value. A list is the whole list: the job loses what the list does not name. The configuration is compared
 * by member, at any depth.
 */
export interface JobSpec {
  /** The asset that the job runs, by its id or its exact name. */
  readonly flow?: { readonly id: string } | { readonly name: string } | undefined;
  /** Type of the asset, e.g. `data_intg_flow`. Required only for a new job without a flow. */
  readonly type?: string | undefined;
  readonly description?: string | null | undefined;
  readonly parameters?: readonly Parameter[] | null | undefined;
  /** A set without `ref` is found by its name. */
  readonly parameterSets?: readonly ParameterSet[] | null | undefined;
  /** Five-field cron, in UTC. */
  readonly schedule?: string | null | undefined;
  readonly scheduleWindow?:
    | {
        readonly startsAt?: string | null | undefined;
        readonly endsAt?: string | null | undefined;
        readonly repeat?: boolean | null | undefined;
      }
    | null
    | undefined;
  readonly retention?: Retention | null | undefined;
  readonly notifications?: Partial<Notifications> | null | undefined;
  readonly configuration?: JsonObject | undefined;
  /** Id or exact name of the runtime environment. */
  readonly environment?: string | null | undefined;
  readonly environmentVariables?: readonly EnvironmentVariable[] | null | undefined;
  /** Warnings after which a DataStage run is aborted. */
  readonly warnLimit?: number | null | undefined;
}

/** A job as its files ask for it. */
export interface DesiredJob {
  readonly document: JobDocument;
  /**
   * The same document with its references as they were written, e.g. `${env.PASSWORD}`. A value that differs from the one
   * in `document` came from outside: only the reference is printed and stored.
   */
  readonly written?: JobDocument | undefined;
}
