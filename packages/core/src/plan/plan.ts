import type { JobDocument } from '../domain/job-document.js';
import type { JsonObject } from '../domain/json.js';

/** How jobs are planned. */
export interface PlanOptions {
  /**
   * The owner of the jobs: a new job gets the mark ` [wxdi-owner:NAME]` at the end of its description. 1 to 64 letters,
   * digits and `. _ - @ /`.
   */
  readonly owner?: string | undefined;
  /** Whether existing jobs get the mark of the owner too. */
  readonly adopt?: boolean | undefined;
  /** Whether jobs with the mark of the owner that no document describes are deleted. */
  readonly prune?: boolean | undefined;
}

/** The project or space of a plan. */
export type PlanScope = { readonly projectId: string } | { readonly spaceId: string };

/**
 * What has to be done so that jobs are as their documents say. It is plain data, and has no value that came from outside
 * the documents: its reference and hashes stand for it.
 */
export interface Plan {
  readonly apiVersion: 'wxdi/v1';
  readonly kind: 'Plan';
  /** Absent if it is not known. */
  readonly scope?: PlanScope | undefined;
  readonly options: PlanOptions;
  /** By the names of the jobs. */
  readonly actions: readonly PlannedAction[];
  readonly counts: Readonly<Record<PlannedAction['action'], number>>;
  /** The documents as they were written, with their references. */
  readonly documents: readonly JobDocument[];
}

/** What is planned for one job. */
export type PlannedAction = PlannedCreate | PlannedUpdate | PlannedDelete | UnchangedJob | RefusedJob;

interface OfJob {
  /** The name of the job; after a rename its new name. */
  readonly name: string;
}

/** A job that does not exist. */
export interface PlannedCreate extends OfJob {
  readonly action: 'create';
  readonly changes: readonly FieldChange[];
  /** The body of the request, as it is shown. */
  readonly request: JsonObject;
  /** SHA-256 of the exact request. */
  readonly hash: string;
}

/** A job that differs from its document. */
export interface PlannedUpdate extends OfJob {
  readonly action: 'update';
  readonly id: string;
  readonly changes: readonly FieldChange[];
  /** RFC 6902, as it is shown. */
  readonly operations: readonly PlannedOperation[];
  /** SHA-256 of the exact operations. */
  readonly hash: string;
  /** SHA-256 of the settings of the job that the plan is for. */
  readonly liveHash: string;
}

/** A job of the owner that no document describes. */
export interface PlannedDelete extends OfJob {
  readonly action: 'delete';
  readonly id: string;
  readonly liveHash: string;
}

/** A job that is as its document says. */
export interface UnchangedJob extends OfJob {
  readonly action: 'unchanged';
  readonly id: string;
}

/** A document that cannot be applied. */
export interface RefusedJob extends OfJob {
  readonly action: 'refused';
  readonly id?: string | undefined;
  /** Why. */
  readonly reason: string;
  /** What would have to be done. */
  readonly remedy: string;
  /** The ids of the jobs that the document could mean. */
  readonly candidates?: readonly string[] | undefined;
}

/** An operation of an RFC 6902 patch. */
export interface PlannedOperation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/** One setting that changes. Null is no value. Secrets are `***`, values from outside their reference. */
export interface FieldChange {
  /** As in a document: `parameters.year`, `schedule`, `configuration.flow_limits.row_limit`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}
