import type { LiveEnv } from '../live/env.js';
import type { Jobs, Runs } from './client.js';
import { findJob, getJob, jobId, listJobs } from '@wxdi/core';
import { handleOf } from './handle.js';
import { once } from './once.js';
import { listing, onlySignal, run } from './run-program.js';

const changing = once(() => import('./change-jobs.js'));
const starting = once(() => import('./start-jobs.js'));

/** The twin of each program about jobs: the same in promises. What only some callers use is loaded when they do. */
export const jobsOf = (env: LiveEnv, runs: Runs): Jobs => ({
  list: ({ signal, ...filter } = {}) => listing(env, () => listJobs(filter), onlySignal(signal)),
  get: (job, options) => run(env, getJob(jobId(job)), options),
  find: (name, options) => run(env, findJob(name), options),
  create: async (draft, options) => (await changing()).create(env, draft, options),
  update: async (job, changes, options) => (await changing()).update(env, job, changes, options),
  patch: async (job, operations, options) => (await changing()).patch(env, job, operations, options),
  start: async (job, draft, options) =>
    handleOf(runs, job, await (await starting()).start(env, job, draft, options)),
  runMany: async (orders, options) => (await starting()).startMany(env, orders, options),
  runChain: async (orders, options) => (await starting()).startChain(env, orders, options),
  resetOffset: async (job, options) => (await changing()).rewind(env, job, options),
  delete: async (job, options) => (await changing()).remove(env, job, options),
});
