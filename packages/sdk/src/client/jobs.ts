import type { FinishedRun, WorkflowError } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { ChainReport, Jobs, RunReport, Runs } from './client.js';
import {
  createOnce,
  deleteJob,
  findJob,
  getJob,
  jobId,
  listJobs,
  patchJob,
  resetOffset,
  runChain,
  runJobs,
  startJob,
  updateJob,
  withOverrides,
} from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { WxdiError } from '../error.js';
import { handleOf } from './handle.js';
import { listing, run } from './run-program.js';

/** Runs in progress at once, unless the caller sets a limit. */
const defaultLimit = 4;

/** Core's programs about jobs, as methods that return promises. */
export const jobsOf = (env: LiveEnv, runs: Runs): Jobs => ({
  list: ({ signal, timeoutMs, ...filter } = {}) => listing(env, listJobs(filter), { signal, timeoutMs }),
  get: (job, options) => run(env, getJob(jobId(job)), options),
  find: (name, options) => run(env, findJob(name), options),
  create: (draft, { settle, ...limits } = {}) =>
    run(env, createOnce(draft, { settle: withOverrides(env.settle ?? {}, settle) }), limits),
  update: (job, changes, options) => run(env, updateJob(jobId(job), changes), options),
  patch: (job, operations, options) => run(env, patchJob(jobId(job), operations), options),
  start: async (job, draft = {}, { signal, timeoutMs, ...options } = {}) => {
    const settle = withOverrides(env.settle ?? {}, options.settle);
    const starting = startJob(jobId(job), draft, { ...options, settle });
    const started = await run(env, starting, { signal, timeoutMs });
    return handleOf(runs, job, started);
  },
  runMany: async (orders, { limit = defaultLimit, signal, ...options } = {}) => {
    const requests = orders.map((order) => ({ ...order, job: jobId(order.job), order }));
    const poll = withOverrides(env.poll ?? {}, options.poll);
    const reports = await run(env, runJobs(limit, { ...options, poll })(requests), { signal });
    return reports.map(({ request, result }) => reportOf(request.order, result));
  },
  runChain: async (orders, { limit = defaultLimit, signal, ...options } = {}) => {
    const steps = orders.map((order) => ({ ...order, job: jobId(order.job) }));
    const poll = withOverrides(env.poll ?? {}, options.poll);
    const results = await run(env, runChain(steps, { limit, ...options, poll }), { signal });
    return orders.map((order): ChainReport => {
      const result = results.get(order.name);
      if (result === undefined || result._tag === 'Skipped') return { order, skipped: true };
      return reportOf(order, result._tag === 'Ran' ? E.right(result.run) : E.left(result.error));
    });
  },
  resetOffset: (job, options) => run(env, resetOffset(jobId(job)), options),
  delete: (job, options) => run(env, deleteJob(jobId(job)), options),
});

const reportOf = <Order>(order: Order, result: E.Either<WorkflowError, FinishedRun>): RunReport<Order> =>
  E.isRight(result) ? { order, run: result.right } : { order, error: new WxdiError(result.left) };
