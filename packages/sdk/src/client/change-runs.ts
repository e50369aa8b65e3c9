import type { CancelResult, DeletedRuns, JobRun, KeepRules } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, DeleteReport } from './client.js';
import {
  cancelRun,
  deleteRun,
  deleteRuns,
  jobId,
  pauseRun,
  prunableRuns,
  pruneRuns,
  resumeRun,
  runId,
} from '@wxdi/core';
import { WxdiError } from '../error.js';
import { run } from './run-program.js';

export const cancel = (env: LiveEnv, job: string, id: string, options?: CallOptions): Promise<CancelResult> =>
  run(env, cancelRun(jobId(job), runId(id)), options);

export const pause = (env: LiveEnv, job: string, id: string, options?: CallOptions): Promise<JobRun> =>
  run(env, pauseRun(jobId(job), runId(id)), options);

export const resume = (env: LiveEnv, job: string, id: string, options?: CallOptions): Promise<JobRun> =>
  run(env, resumeRun(jobId(job), runId(id)), options);

export const remove = (env: LiveEnv, job: string, id: string, options?: CallOptions): Promise<void> =>
  run(env, deleteRun(jobId(job), runId(id)), options);

export const removeMany = async (
  env: LiveEnv,
  job: string,
  ids: readonly string[],
  options?: CallOptions,
): Promise<DeleteReport> => deleteReport(await run(env, deleteRuns(jobId(job), ids.map(runId)), options));

export const prunable = (
  env: LiveEnv,
  job: string,
  rules: KeepRules,
  options?: CallOptions,
): Promise<readonly string[]> => run(env, prunableRuns(jobId(job), rules), options);

export const prune = async (
  env: LiveEnv,
  job: string,
  rules: KeepRules,
  options?: CallOptions,
): Promise<DeleteReport> => deleteReport(await run(env, pruneRuns(jobId(job), rules), options));

const deleteReport = ({ deleted, failed }: DeletedRuns): DeleteReport => ({
  deleted,
  failed: failed.map(({ run: id, error }) => ({ run: id, error: new WxdiError(error) })),
});
