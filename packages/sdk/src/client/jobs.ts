import type { RunOutcome } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { ChainReport, Jobs, ManyOptions, RunOrder, RunReport, Runs } from './client.js';
import {
  createOnce,
  deleteJob,
  findJob,
  getJob,
  jobId,
  listJobs,
  patchJob,
  previewStart,
  resetOffset,
  runChain,
  runJobs,
  startJob,
  updateJob,
  withOverrides,
} from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { WxdiError } from '../error.js';
import { handleOf, handleTo } from './handle.js';
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
    const starting = startJob(jobId(job), draft, defaultsOf(env, options));
    const started = await run(env, starting, { signal, timeoutMs });
    return handleOf(runs, job, started);
  },
  previewStart: (job, draft, { signal, timeoutMs, ...options }) =>
    run(env, previewStart(jobId(job), draft, defaultsOf(env, options)), { signal, timeoutMs }),
  runMany: async (orders, { limit = defaultLimit, signal, ...options } = {}) => {
    const requests = orders.map((order) => ({ ...order, job: jobId(order.job), order }));
    const reports = await run(env, runJobs(limit, defaultsOf(env, options))(requests), { signal });
    return reports.map(({ request: { order }, ...outcome }) => reportOf(runs, order, outcome));
  },
  runChain: async (orders, { limit = defaultLimit, signal, ...options } = {}) => {
    const steps = orders.map((order) => ({ ...order, job: jobId(order.job) }));
    const results = await run(env, runChain(steps, { limit, ...defaultsOf(env, options) }), { signal });
    return orders.map((order): ChainReport => {
      const result = results.get(order.name);
      if (result === undefined || result._tag === 'Skipped') return { order, skipped: true };
      const { key, run: known } = result;
      const ended = result._tag === 'Ran' ? E.right(result.run) : E.left(result.error);
      return reportOf(runs, order, { key, ...(known === undefined ? {} : { run: known }), result: ended });
    });
  },
  resetOffset: (job, options) => run(env, resetOffset(jobId(job)), options),
  delete: (job, options) => run(env, deleteJob(jobId(job)), options),
});

/** Options over the defaults of the client. */
const defaultsOf = <Options extends Pick<ManyOptions, 'poll' | 'settle'>>(
  env: LiveEnv,
  options: Options,
): Options => ({
  ...options,
  poll: withOverrides(env.poll ?? {}, options.poll),
  settle: withOverrides(env.settle ?? {}, options.settle),
});

const reportOf = <Order extends RunOrder>(
  runs: Runs,
  order: Order,
  { key, run: known, result }: RunOutcome,
): RunReport<Order> => {
  const handle = known && handleTo(runs, order.job, known.id, { key, started: known });
  if (E.isLeft(result)) return { order, key, ...(handle && { handle }), error: new WxdiError(result.left) };
  const ended = { key, started: result.right };
  return {
    order,
    key,
    run: result.right,
    handle: handle ?? handleTo(runs, order.job, result.right.id, ended),
  };
};
