import type { JobRun, LogEntry, RunFilter, RunMetrics } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions } from './client.js';
import {
  activeRun,
  findRun,
  getLogs,
  getMetrics,
  getRun,
  jobId,
  latestRun,
  listRuns,
  refreshRun,
  runId,
  staleRuns,
  tailLogs,
} from '@wxdi/core';
import { run } from './run-program.js';

export const list = (job: string, filter: RunFilter) => listRuns(jobId(job), filter);

export const stale = (job: string, olderThanMs: number) => staleRuns(jobId(job), { olderThanMs });

export const get = (env: LiveEnv, job: string, id: string, options?: CallOptions): Promise<JobRun> =>
  run(env, getRun(jobId(job), runId(id)), options);

export const refresh = (env: LiveEnv, job: string, id: string, options?: CallOptions): Promise<JobRun> =>
  run(env, refreshRun(jobId(job), runId(id)), options);

export const latest = (env: LiveEnv, job: string, options?: CallOptions): Promise<JobRun> =>
  run(env, latestRun(jobId(job)), options);

export const active = (env: LiveEnv, job: string, options?: CallOptions): Promise<JobRun> =>
  run(env, activeRun(jobId(job)), options);

export const find = (env: LiveEnv, job: string, name: string, options?: CallOptions): Promise<JobRun> =>
  run(env, findRun(jobId(job), name), options);

export const logs = (
  env: LiveEnv,
  job: string,
  id: string,
  { tail, ...options }: CallOptions & { readonly tail?: number } = {},
): Promise<readonly LogEntry[]> =>
  run(
    env,
    tail === undefined ? getLogs(jobId(job), runId(id)) : tailLogs(jobId(job), runId(id), tail),
    options,
  );

export const metrics = (env: LiveEnv, job: string, id: string, options?: CallOptions): Promise<RunMetrics> =>
  run(env, getMetrics(jobId(job), runId(id)), options);
