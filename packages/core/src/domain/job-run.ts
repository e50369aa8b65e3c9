import type { JobId, RunId } from './ids.js';
import type { JsonObject } from './json.js';
import type { RunMetrics } from './metrics.js';
import type { Parameter, ParameterSet } from './parameters.js';
import type { FinishedRunState, RunState } from './run-state.js';
import { isBeforeRunning, isFinished } from './run-state.js';

/**
 * One execution of a job. An absent member was not (yet) sent by the service: totals and metrics may arrive some time
 * after the end of the run, or never.
 */
export interface JobRun {
  readonly id: RunId;
  readonly jobId: JobId;
  readonly jobName?: string;
  readonly name: string;
  readonly description?: string;
  /** Key of its start, if wxdi started the run and the service kept the key. */
  readonly key?: string;
  /** Which attempt of its start the run is: 1 for the first. Absent if an earlier version started it. */
  readonly attempt?: number;
  /** Six characters of the hash of the request that started it. Absent if an earlier version started it. */
  readonly requestHash?: string;
  /** Type of the job, e.g. `data_intg_flow`. */
  readonly type?: string;
  /** The state when it was read. An unknown state is kept in the spelling of the service. */
  readonly state: RunState;
  /** Whether the schedule started it. */
  readonly scheduled?: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt?: string;
  /** ISO 8601, UTC. */
  readonly queuedAt?: string;
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  /** ISO 8601, UTC. */
  readonly finishedAt?: string;
  /** Seconds, as reported by the service: not always `finishedAt` minus `startedAt`. */
  readonly durationSeconds?: number;
  /** Total as reported by the service. */
  readonly rowsRead?: number;
  /** Total as reported by the service. */
  readonly rowsWritten?: number;
  /** Why the run failed, if the service says so. */
  readonly reasons?: readonly RunReason[];
  /** Status that the flow itself has set. */
  readonly userStatus?: string;
  /** The parameters of the run, with those that the service added. */
  readonly parameters: readonly Parameter[];
  /** The parameter sets of the run. Absent, as its parameters are, if it failed before it was submitted. */
  readonly parameterSets?: readonly ParameterSet[];
  /** As stored by the service, unchanged; its members depend on the type. */
  readonly configuration: JsonObject;
  /** Empty until the service sends them. */
  readonly metrics: RunMetrics;
}

/** One reason why a run failed, with at least one member. */
export interface RunReason {
  /** The engine's or the service's id of the message, e.g. `IIS-DSEE-TFIP-00055`. */
  readonly code?: string;
  readonly message?: string;
  /** Details of the message. */
  readonly description?: string;
}

/** The service's default name of a run. */
export const defaultRunName = 'job run';

/** A finished run: a separate type, so that a result cannot be read from an active run. */
export interface FinishedRun extends JobRun {
  readonly state: FinishedRunState;
}

/** Whether the run has finished. False for an unknown state. */
export const isFinishedRun = (run: JobRun): run is FinishedRun => isFinished(run.state);

/** Whether a run is or was running: its state comes after `Running`, or its execution has begun. */
export const hasRun = ({ state, startedAt }: Pick<JobRun, 'state' | 'startedAt'>): boolean =>
  afterRunning.has(state) || (startedAt !== undefined && !isBeforeRunning(state));

const afterRunning: ReadonlySet<RunState> = new Set<RunState>([
  'Running',
  'Paused',
  'Resuming',
  'Completed',
  'CompletedWithErrors',
  'CompletedWithWarnings',
]);

type Age = Pick<JobRun, 'id' | 'createdAt'>;

/**
 * Whether a run was certainly created after another. Times have a resolution of one second; within a second, ids are
 * compared if both are time-ordered UUIDs (version 7). A run without a time is not after any other.
 */
export const createdAfter = (a: Age, b: Age): boolean => {
  const [at, than] = [instantOf(a), instantOf(b)];
  return at === than ? growsWithTime(a.id) && growsWithTime(b.id) && a.id > b.id : at > than;
};

/** Whether some runs are in the order newest first. Fewer than two show no order. */
export const isNewestFirst = (runs: readonly Age[]): boolean =>
  runs.length > 1 && runs.every((run, i) => !createdAfter(run, runs[i - 1] ?? run));

/** Times are compared as numbers: as text, a whole second would sort after its fractions. */
const instantOf = ({ createdAt = '' }: Age): number => {
  const ms = Date.parse(createdAt);
  return Number.isNaN(ms) ? -Infinity : ms;
};

const growsWithTime = (id: RunId): boolean => id.charAt(14) === '7';
