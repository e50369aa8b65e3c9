/**
 * What a report page shows. Times are ISO 8601 with a zone; a time that cannot be read counts as absent, and so does a
 * number that is negative or above 2⁵³. Texts may hold anything: they are escaped, and what is invisible is made
 * visible. The order of `jobs` and `runs` does not matter.
 */
export interface ReportPageData {
  /** Name of the project or space. */
  readonly project?: string | undefined;
  /** Begin of the window that the report covers. */
  readonly since: string;
  /** End of the window: now, or earlier. Active runs are drawn until then. */
  readonly until: string;
  /** Number of runs in the window. */
  readonly total: number;
  /** Number of runs in the window by state. */
  readonly byState: Readonly<Record<string, number>>;
  /** The jobs that the report covers, also those without runs. */
  readonly jobs: readonly ReportJob[];
  /** The runs of the charts and of the table. */
  readonly runs: readonly ReportRun[];
  /** Runs that failed, with the reasons. */
  readonly failed: readonly FailedRun[];
  /** Runs that took, or have taken, much longer than usual. */
  readonly slow: readonly SlowRun[];
  /** Scheduled starts without a run. */
  readonly missed: readonly MissedStart[];
  readonly running: readonly RunningRun[];
  /** Runs that are active for far too long. */
  readonly stuck: readonly StuckRun[];
  /** What could not be read: the report is incomplete. */
  readonly unreadable: readonly UnreadablePart[];
}

export interface ReportJob {
  readonly id: string;
  readonly name: string;
  /** E.g. `data_intg_flow`. */
  readonly type?: string | undefined;
  /** Median duration of the last completed runs. Absent if there are too few. */
  readonly usualSeconds?: number | undefined;
  /** Next start according to the schedule. */
  readonly nextStartAt?: string | undefined;
}

export interface ReportRun {
  readonly id: string;
  readonly jobId: string;
  /** A state of the service. One that the page does not know counts as active. */
  readonly state: string;
  /** Where the run is drawn if `startedAt` is absent. */
  readonly createdAt?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  /** As reported by the service. If absent, the time from start to end, or until now. */
  readonly durationSeconds?: number | undefined;
  readonly rowsRead?: number | undefined;
  readonly rowsWritten?: number | undefined;
}

/** In the lists below, `job` and `run` are ids. */
export interface FailedRun {
  readonly job: string;
  readonly run: string;
  readonly state: string;
  /** Why the run failed, if the service says so. */
  readonly reasons: readonly ReportReason[];
  /** The first error of the run's log, if it was read. */
  readonly firstError?: { readonly id?: string | undefined; readonly text: string } | undefined;
}

export interface ReportReason {
  /** Id of the message, e.g. `IIS-DSEE-TFIP-00055`. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly description?: string | undefined;
}

export interface SlowRun {
  readonly job: string;
  readonly run: string;
  readonly durationSeconds: number;
  readonly usualSeconds: number;
}

export interface MissedStart {
  readonly job: string;
  /** When the schedule should have started a run. */
  readonly at: string;
}

export interface RunningRun {
  readonly job: string;
  readonly run: string;
}

export interface StuckRun {
  readonly job: string;
  readonly run: string;
  /** How long the run has been active. */
  readonly durationSeconds: number;
  /** Absent if the job has too few completed runs. */
  readonly usualSeconds?: number | undefined;
}

export interface UnreadablePart {
  /** Id of the job. Absent if it is not known. */
  readonly job?: string | undefined;
  readonly message: string;
}
