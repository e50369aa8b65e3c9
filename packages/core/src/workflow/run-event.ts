import type { JobRun } from '../domain/job-run.js';
import type { LogEntry } from '../domain/log-entry.js';
import type { RunState } from '../domain/run-state.js';
import type { WorkflowError } from '../errors/workflow-error.js';

/** An event of a followed run. */
export type RunEvent =
  | { readonly type: 'state'; readonly run: JobRun; readonly previous?: RunState }
  | { readonly type: 'log'; readonly entry: LogEntry }
  /** Lines of the log are missing here: `missing` of them, if the number is known. */
  | { readonly type: 'gap'; readonly missing?: number }
  /** A poll failed; polling continues. */
  | { readonly type: 'outage'; readonly error: WorkflowError }
  /** At the end: the log could not be read to its end. A failure before the end is not reported: the log is read again. */
  | { readonly type: 'no-log'; readonly error: WorkflowError };

/** The end of a followed run. */
export interface FollowResult {
  /** The run at the last poll. */
  readonly run: JobRun;
  /** The observed states, each with the wall-clock time (ISO 8601) of its first observation. */
  readonly states: readonly { readonly state: RunState; readonly at: string }[];
  /**
   * Whether the run was in a state of `until`, or has finished if `until` is empty. A run that passed `Running` between
   * two polls counts. False if the run ended otherwise, also if it ended in an unknown state.
   */
  readonly reached: boolean;
  /** Number of polls. */
  readonly polls: number;
}
