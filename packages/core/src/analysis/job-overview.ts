import type { Job } from '../domain/job.js';
import type { JobRun } from '../domain/job-run.js';
import { defined } from '../domain/defined.js';
import { succeeded } from '../domain/run-state.js';
import { nextRunAt } from './next-run.js';
import { newestFirst } from './run-times.js';
import { mostRuns, usualSeconds } from './usual.js';

/** How a job is doing. */
export interface JobOverview {
  readonly job: Job;
  /** The run that was created last, without parameters, configuration and metrics. Absent if the job has none. */
  readonly lastRun?: JobRun;
  /** The usual duration of its runs: the median of the last 20 that completed, from 5 on. */
  readonly usualSeconds?: number;
  /** When its schedule starts the next run: ISO 8601, UTC. */
  readonly nextRunAt?: string;
  /** Whether its runs could not be read: the last run and the usual duration are not known. */
  readonly unread?: true;
}

/** The overview of a job, from its newest runs in any order. */
export const overviewOf = (job: Job, runs: readonly JobRun[] | undefined, nowMs: number): JobOverview =>
  defined({
    job,
    lastRun: runs === undefined ? undefined : newestFirst(runs)[0],
    usualSeconds: runs === undefined ? undefined : usualSeconds(runs),
    nextRunAt: nextRunAt(job, nowMs),
    unread: runs === undefined ? (true as const) : undefined,
  });

/** The runs that decide an overview: the newest one, and the newest that completed. */
export const decisive = (runs: readonly JobRun[]): readonly JobRun[] => {
  const sorted = newestFirst(runs);
  const completed = sorted.filter(({ state }) => succeeded(state)).slice(0, mostRuns);
  return [...new Set([...sorted.slice(0, 1), ...completed])];
};
