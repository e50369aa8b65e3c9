import { uuid7 } from './ids.js';
import type { Config } from './options.js';
import type { ResolvedPlan, RunPlan } from './plans.js';
import type { Timeline } from './timeline.js';
import type { JsonObject } from './wire.js';

/** The project or space of an asset. */
export interface Scope {
  readonly kind: 'project' | 'space';
  readonly id: string;
  readonly name: string;
}

export interface JobRecord {
  readonly id: string;
  /** Position in the order of creation, used by lists and bookmarks. */
  readonly seq: number;
  readonly scope: Scope;
  readonly name: string;
  readonly description: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly assetRef: string | undefined;
  readonly type: string;
  readonly servingName: string | undefined;
  /** Properties of `entity.job` set by callers: configuration, schedule, job_parameters, … */
  readonly entity: JsonObject;
  readonly scheduleId: string | undefined;
  /** Runs before this time do not count for the offset. */
  readonly offsetSetAt: number;
  /** The time from which the job is deleted. */
  readonly goneAt: number | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly value: unknown;
}

export interface RunRecord {
  readonly id: string;
  readonly seq: number;
  readonly jobId: string;
  readonly jobName: string;
  readonly jobType: string;
  readonly scope: Scope;
  readonly name: string;
  readonly description: string | undefined;
  readonly createdAt: number;
  /** Whether the schedule of the job started it. */
  readonly scheduled: boolean;
  readonly plan: ResolvedPlan;
  readonly timeline: Timeline;
  readonly configuration: JsonObject;
  readonly parameters: readonly Parameter[];
  readonly parameterSets: readonly unknown[];
  /** Records read before this run, for streaming flows. */
  readonly startOffset: number;
  readonly goneAt: number | undefined;
}

/** The complete state. Immutable: each step returns a new one. */
export interface SimState {
  readonly config: Config;
  /** Incremented for each id and each request. */
  readonly counter: number;
  readonly jobs: ReadonlyMap<string, JobRecord>;
  /** Runs by job, then by id, in order of creation. */
  readonly runs: ReadonlyMap<string, ReadonlyMap<string, RunRecord>>;
  /** The time up to which the schedules have started runs. */
  readonly scheduledUntil: number;
  /** When a schedule of these jobs starts the next run. */
  readonly nextFire: { readonly jobs: SimState['jobs']; readonly at: number };
  /** Plans of the next runs, in order. */
  readonly nextRuns: readonly NextRun[];
  /** Tokens that were issued when the counter was below this have expired. */
  readonly tokensSince: number;
}

/** The plan of one run that is to come. */
export interface NextRun {
  /** Id or name of its job; `undefined`: any job. */
  readonly job: string | undefined;
  readonly plan: RunPlan;
}

export const emptyState = (config: Config, now: number): SimState => {
  const jobs = new Map<string, JobRecord>();
  return {
    config,
    counter: 0,
    jobs,
    runs: new Map(),
    scheduledUntil: now,
    nextFire: { jobs, at: Infinity },
    nextRuns: [],
    tokensSince: 0,
  };
};

/** A new id, and the next state. */
export const freshId = (state: SimState, now: number): readonly [id: string, state: SimState] => [
  uuid7(state.config.seed, state.counter, now),
  { ...state, counter: state.counter + 1 },
];

export const isAlive = (record: { readonly goneAt: number | undefined }, now: number): boolean =>
  record.goneAt === undefined || now < record.goneAt;

export const jobsOf = (state: SimState, scope: Scope, now: number): readonly JobRecord[] =>
  [...state.jobs.values()].filter((job) => sameScope(job.scope, scope) && isAlive(job, now));

export const runsOf = (state: SimState, jobId: string, now: number): readonly RunRecord[] =>
  [...(state.runs.get(jobId)?.values() ?? [])].filter((run) => isAlive(run, now));

/** Finds a job by id or serving name, like the service. */
export const findJob = (state: SimState, scope: Scope, id: string, now: number): JobRecord | undefined => {
  const byId = state.jobs.get(id);
  if (byId !== undefined) return sameScope(byId.scope, scope) && isAlive(byId, now) ? byId : undefined;
  return jobsOf(state, scope, now).find((job) => job.servingName === id);
};

export const findRun = (
  state: SimState,
  jobId: string,
  runId: string,
  now: number,
): RunRecord | undefined => {
  const run = state.runs.get(jobId)?.get(runId);
  return run !== undefined && isAlive(run, now) ? run : undefined;
};

export const putJob = (state: SimState, job: JobRecord): SimState => ({
  ...state,
  jobs: new Map(state.jobs).set(job.id, job),
});

export const putRun = (state: SimState, run: RunRecord): SimState => ({
  ...state,
  runs: new Map(state.runs).set(run.jobId, new Map(state.runs.get(run.jobId)).set(run.id, run)),
});

const sameScope = (a: Scope, b: Scope): boolean => a.kind === b.kind && a.id === b.id;
