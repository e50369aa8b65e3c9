import type { JobId, RunId } from './ids.js';
import type { JsonObject } from './json.js';
import type { RunMetrics } from './metrics.js';
import type { Parameter } from './parameters.js';
import type { FinishedRunState, RunState } from './run-state.js';
import { isFinished } from './run-state.js';

/**
 * One execution of a job. An absent member means that the service did not say (yet): totals and metrics may arrive
 * some time after the run has ended, or never.
 */
export interface JobRun {
  readonly id: RunId;
  readonly jobId: JobId;
  readonly jobName?: string;
  readonly name: string;
  readonly description?: string;
  /** Key of the start that made it, where wxdi started it and the service kept the key. */
  readonly key?: string;
  /** Type of the job, e.g. `data_intg_flow`. */
  readonly type?: string;
  readonly state: RunState;
  /** Whether the schedule started it. */
  readonly scheduled?: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt?: string;
  readonly queuedAt?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** Seconds, as the service counts them: not always `finishedAt` less `startedAt`. */
  readonly durationSeconds?: number;
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  readonly parameters: readonly Parameter[];
  readonly configuration: JsonObject;
  readonly metrics: RunMetrics;
}

/** The name that the service gives a run without one. */
export const defaultRunName = 'job run';

/** Whether the service keeps the name that a run of this type was started with; notebooks and scripts lose theirs. */
export const keepsRunName = (type: string | undefined): boolean => type === 'data_intg_flow';

/** A run that has ended: a type of its own, so that a result cannot be read from a run that still goes on. */
export interface FinishedRun extends JobRun {
  readonly state: FinishedRunState;
}

export const isFinishedRun = (run: JobRun): run is FinishedRun => isFinished(run.state);

type Age = Pick<JobRun, 'id' | 'createdAt'>;

/**
 * Whether a run was certainly created after another. Times are a second apart at best; within one, ids tell where
 * both are UUIDs that grow with time (version 7). A run whose time is not known is after none.
 */
export const createdAfter = (a: Age, b: Age): boolean => {
  const [at, than] = [instantOf(a), instantOf(b)];
  return at === than ? growsWithTime(a.id) && growsWithTime(b.id) && a.id > b.id : at > than;
};

/** Times are compared as times: as text, a whole second would come after its own fractions. */
const instantOf = ({ createdAt = '' }: Age): number => {
  const ms = Date.parse(createdAt);
  return Number.isNaN(ms) ? -Infinity : ms;
};

const growsWithTime = (id: RunId): boolean => id.charAt(14) === '7';
