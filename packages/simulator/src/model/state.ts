import { uuid7 } from './ids.js';
import type { Config } from './options.js';
import type { ResolvedPlan } from './plans.js';
import type { Timeline } from './timeline.js';
import type { JsonObject } from './wire.js';

/** Where an asset lives: exactly one of the two. */
export interface Scope {
  readonly kind: 'project' | 'space';
  readonly id: string;
  readonly name: string;
}

export interface JobRecord {
  readonly id: string;
  /** Position in the order of creation: what lists and bookmarks go by. */
  readonly seq: number;
  readonly scope: Scope;
  readonly name: string;
  readonly description: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly assetRef: string | undefined;
  readonly type: string;
  readonly servingName: string | undefined;
  /** Members of `entity.job` that callers set: configuration, schedule, job_parameters, … */
  readonly entity: JsonObject;
  readonly scheduleId: string | undefined;
  /** Runs before this instant no longer count for the offset. */
  readonly offsetSetAt: number;
  /** From this instant on the job is deleted. */
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
  readonly plan: ResolvedPlan;
  readonly timeline: Timeline;
  readonly configuration: JsonObject;
  readonly parameters: readonly Parameter[];
  readonly parameterSets: readonly unknown[];
  /** Records already read before this run, for streaming flows. */
  readonly startOffset: number;
  readonly goneAt: number | undefined;
}

/** Everything there is. Never changed in place: each step makes the next one. */
export interface SimState {
  readonly config: Config;
  /** Grows with each id, and with each request. */
  readonly counter: number;
  readonly jobs: ReadonlyMap<string, JobRecord>;
  /** Runs by job, then by id, in the order of creation. */
  readonly runs: ReadonlyMap<string, ReadonlyMap<string, RunRecord>>;
}

export const emptyState = (config: Config): SimState => ({
  config,
  counter: 0,
  jobs: new Map(),
  runs: new Map(),
});

/** A fresh id and the state that will not give it again. */
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

/** By id, or by serving name: the service takes either. */
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
