import { isAlive, runsOf, type JobRecord, type Scope, type SimState } from './state.js';
import type { RunState } from './states.js';
import { stateAt } from './timeline.js';

/** The state in a form for tests. */
export interface InspectedRun {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly state: RunState;
  readonly createdAt: number;
}

export interface InspectedJob {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly type: string;
  readonly assetRef: string | undefined;
  readonly scope: Scope;
  /** Oldest first. */
  readonly runs: readonly InspectedRun[];
}

export interface Inspection {
  /** Jobs of all projects and spaces, oldest first. */
  readonly jobs: readonly InspectedJob[];
}

export const inspect = (state: SimState, now: number): Inspection => ({
  jobs: [...state.jobs.values()].filter((job) => isAlive(job, now)).map((job) => inspectJob(state, job, now)),
});

const inspectJob = (state: SimState, job: JobRecord, now: number): InspectedJob => ({
  id: job.id,
  name: job.name,
  description: job.description,
  type: job.type,
  assetRef: job.assetRef,
  scope: job.scope,
  runs: runsOf(state, job.id, now).map((run) => ({
    id: run.id,
    name: run.name,
    description: run.description,
    state: stateAt(run.timeline, now),
    createdAt: run.createdAt,
  })),
});
