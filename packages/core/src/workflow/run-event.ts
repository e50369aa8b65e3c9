import type { JobRun } from '../domain/job-run.js';
import type { LogEntry } from '../domain/log-entry.js';
import type { RunState } from '../domain/run-state.js';
import type { WorkflowError } from '../errors/workflow-error.js';

/** What happens while a run is followed. */
export type RunEvent =
  | { readonly type: 'state'; readonly run: JobRun; readonly previous?: RunState }
  | { readonly type: 'log'; readonly entry: LogEntry }
  /** The service gave no good answer; the next poll comes by itself. */
  | { readonly type: 'outage'; readonly error: WorkflowError }
  /** The log cannot be read, as for a streaming run; it is not tried again. */
  | { readonly type: 'no-log'; readonly error: WorkflowError };

export interface FollowResult {
  /** The run as it was last seen. */
  readonly run: JobRun;
  /** The states seen, each with the wall-clock time (ISO 8601) at which it was first seen here. */
  readonly states: readonly { readonly state: RunState; readonly at: string }[];
  /** How many times the run was looked at. */
  readonly polls: number;
}
