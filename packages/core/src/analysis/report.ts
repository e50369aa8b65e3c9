import type { Job } from '../domain/job.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun, RunReason } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import type { ReadFailure } from './log-findings.js';

/**
 * What happened in a project or space in a time. Lists of runs are newest first. A report holds no parameters, no
 * configuration and no environment variables.
 */
export interface Report {
  /** Name of the project or space, if a job states it. */
  readonly project?: string;
  /** Begin of the window: ISO 8601. */
  readonly since: string;
  /** End of the window: ISO 8601, not later than the time of the report. */
  readonly until: string;
  /** Number of runs that were created in the window. */
  readonly total: number;
  /** The same by state; the sum is `total`. */
  readonly byState: { readonly [state: string]: number };
  /** Runs of the window that ended as `Failed` or `CompletedWithErrors`. */
  readonly failed: readonly FailedRun[];
  /**
   * Runs of the window that completed, and active ones, that took more than 1.5 times the usual duration of their job and
   * at least a minute longer.
   */
  readonly slow: readonly SlowRun[];
  /** Times of schedules without a scheduled run within 15 minutes, by the schedules that the jobs have now. */
  readonly missed: readonly MissedStart[];
  /** Active runs, also those that were created before the window, as far as they were read. */
  readonly running: readonly RunningRun[];
  /** Those that are active for longer than an hour and 3 times the usual duration of their job. */
  readonly stuck: readonly SlowRun[];
  /** What could not be read: without it, the report is incomplete. */
  readonly unreadable: readonly UnreadablePart[];
  /** What could not be judged, although it was read. */
  readonly unjudged: Unjudged;
  /** All jobs that the report covers, by name. */
  readonly jobs: readonly ReportJob[];
  /** The runs of the window and the active ones. */
  readonly runs: readonly ReportRun[];
}

/** Whose entry it is. */
interface OfRun {
  readonly job: JobId;
  /** Absent if it is not known. */
  readonly jobName?: string;
  readonly run: RunId;
}

/** A run that failed. */
export interface FailedRun extends OfRun {
  readonly state: RunState;
  /** When it was created: ISO 8601. */
  readonly createdAt?: string;
  /** As given by the service. */
  readonly reasons: readonly RunReason[];
  /** The first error of its log, if the log was read and has one. */
  readonly firstError?: { readonly id?: string; readonly text: string };
}

/** A run that takes, or took, much longer than usual. */
export interface SlowRun extends OfRun {
  readonly state: RunState;
  readonly durationSeconds: number;
  /** The median of the completed runs of the job that were read: the last 20, at least 5. */
  readonly usualSeconds: number;
}

/** A time at which a schedule should have started a run. */
export interface MissedStart {
  readonly job: JobId;
  readonly jobName: string;
  /** ISO 8601. */
  readonly at: string;
}

/** An active run. */
export interface RunningRun extends OfRun {
  readonly state: RunState;
  readonly createdAt?: string;
  /** So far; absent if the service did not send the times. */
  readonly durationSeconds?: number;
}

/** Runs or jobs that could not be read, and why. */
export interface UnreadablePart extends ReadFailure {
  /** Absent if it is not known which job. */
  readonly job?: JobId;
  readonly jobName?: string;
  /** One run of the job; without it, all its runs. */
  readonly run?: RunId;
}

export interface Unjudged {
  /** Jobs with runs whose usual duration is not known: fewer than 5 of their runs that were read completed. */
  readonly durations: number;
  /** Jobs whose schedules only the service understands. */
  readonly schedules: number;
}

/** A job of a report. */
export interface ReportJob {
  readonly id: JobId;
  readonly name: string;
  readonly type?: string;
  readonly usualSeconds?: number;
  /** The next start according to the schedule. */
  readonly nextStartAt?: string;
}

/** A run of a report: what a chart or a table needs. */
export type ReportRun = Pick<
  JobRun,
  | 'id'
  | 'jobId'
  | 'state'
  | 'createdAt'
  | 'startedAt'
  | 'finishedAt'
  | 'durationSeconds'
  | 'rowsRead'
  | 'rowsWritten'
>;

/** What a report needs to know of a job. */
export type JobOfReport = Pick<
  Job,
  | 'id'
  | 'name'
  | 'type'
  | 'projectName'
  | 'spaceName'
  | 'schedule'
  | 'scheduleWindow'
  | 'retention'
  | 'futureScheduledRuns'
>;
