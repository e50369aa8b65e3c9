import type { JobRun } from '../domain/job-run.js';
import { createdAfter } from '../domain/job-run.js';
import { succeeded } from '../domain/run-state.js';
import { newestFirst } from './run-times.js';

/** The newest run that completed and was certainly created before another one. The order of the runs does not matter. */
export const lastGoodBefore = (run: JobRun, runs: readonly JobRun[]): JobRun | undefined =>
  newestFirst(runs.filter((other) => succeeded(other.state) && createdAfter(run, other)))[0];
