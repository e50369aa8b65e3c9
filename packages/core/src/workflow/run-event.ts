import type { JobRun } from '../domain/job-run.js';
import type { LogEntry } from '../domain/log-entry.js';
import type { RunState } from '../domain/run-state.js';
import type { WorkflowError } from '../errors/workflow-error.js';

/** An event of a followed run. */
export type RunEvent =
  | { readonly type: 'state'; readonly run: JobRun; readonly previous?: RunState }
  | { readonly type: 'log'; readonly entry: LogEntry }
  /** A poll failed; polling continues. */
  | { readonly type: 'outage'; readonly error: WorkflowError }
  /** The log cannot be read, e.g. of a streaming run; it is not read again. */
  | { readonly type: 'no-log'; readonly error: WorkflowError };

/** The end of a followed run. */
export interface FollowResult {
  /** The run at the last poll. */
  readonly run: JobRun;
  /** The observed states, each with the wall-clock time (ISO 8601) of its first observation. */
  readonly states: readonly { readonly state: RunState; readonly at: string }[];
  /** Number of polls. */
  readonly polls: number;
}
