import type { Job, JobChanges, JobDraft, StartOnceOptions } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, PatchOperation } from './client.js';
import { createOnce, deleteJob, jobId, patchJob, resetOffset, updateJob } from '@wxdi/core';
import { onlySignal, run } from './run-program.js';

export const create = (
  env: LiveEnv,
  draft: JobDraft,
  { signal, ...options }: CallOptions & Pick<StartOnceOptions, 'settle'> = {},
): Promise<Job> => {
  const settle = { ...env.settle, ...options.settle };
  return run(env, createOnce(draft, { settle }), onlySignal(signal));
};

export const update = (env: LiveEnv, job: string, changes: JobChanges, options?: CallOptions): Promise<Job> =>
  run(env, updateJob(jobId(job), changes), options);

export const patch = (
  env: LiveEnv,
  job: string,
  operations: readonly PatchOperation[],
  options?: CallOptions,
): Promise<Job> => run(env, patchJob(jobId(job), operations), options);

export const rewind = (env: LiveEnv, job: string, options?: CallOptions): Promise<Job> =>
  run(env, resetOffset(jobId(job)), options);

export const remove = (env: LiveEnv, job: string, options?: CallOptions): Promise<void> =>
  run(env, deleteJob(jobId(job)), options);
