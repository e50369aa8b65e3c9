import type { LiveEnv } from '../live/env.js';
import type { ChainOrder, ChainReport, Jobs, ManyOptions, RunReport, Runs } from './client.js';
import type { RunOrder, StartOptions } from './client.js';
import type { RunDraft } from '@wxdi/core';
import * as core from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { WxdiError } from '../error.js';
import { handleOf } from './handle.js';
import { listing, onlySignal, run } from './run-program.js';

const { jobId } = core;

const defaultLimit = 4;

/** The twin of each program about jobs: the same in promises. */
export const jobsOf = (env: LiveEnv, runs: Runs): Jobs => ({
  list: ({ signal, ...filter } = {}) => listing(env, core.listJobs(filter), onlySignal(signal)),
  get: (job, options) => run(env, core.getJob(jobId(job)), options),
  find: (name, options) => run(env, core.findJob(name), options),
  create: (draft, { signal, ...options } = {}) =>
    run(env, core.createOnce(draft, options), onlySignal(signal)),
  update: (job, changes, options) => run(env, core.updateJob(jobId(job), changes), options),
  patch: (job, operations, options) => run(env, core.patchJob(jobId(job), operations), options),
  start: async (job, draft, options) => handleOf(runs, job, await start(env, job, draft, options)),
  runMany: (orders, options) => runMany(env, orders, options),
  runChain: (orders, options) => runChain(env, orders, options),
  resetOffset: (job, options) => run(env, core.resetOffset(jobId(job)), options),
  delete: (job, options) => run(env, core.deleteJob(jobId(job)), options),
});

const start = async (
  env: LiveEnv,
  job: string,
  draft: RunDraft = {},
  { mergeEnvironment = false, fromBeginning = false, signal, ...options }: StartOptions = {},
): Promise<core.Started> => {
  const id = jobId(job);
  const caller = onlySignal(signal);
  const full = mergeEnvironment ? await run(env, core.mergeEnvironment(id, draft), caller) : draft;
  if (fromBeginning) await run(env, core.resetOffset(id), caller);
  return run(env, core.startOnce(id, full, options), caller);
};

const reportOf = <Order>(
  order: Order,
  result: E.Either<core.WorkflowError, core.FinishedRun>,
): RunReport<Order> =>
  E.isRight(result) ? { order, run: result.right } : { order, error: new WxdiError(result.left) };

const runMany = async <Order extends RunOrder>(
  env: LiveEnv,
  orders: readonly Order[],
  { limit = defaultLimit, signal, ...options }: ManyOptions = {},
): Promise<readonly RunReport<Order>[]> => {
  const requests = orders.map((order) => ({ ...order, job: jobId(order.job), order }));
  const reports = await run(env, core.runJobs(limit, options)(requests), onlySignal(signal));
  return reports.map(({ request, result }) => reportOf(request.order, result));
};

const runChain = async (
  env: LiveEnv,
  orders: readonly ChainOrder[],
  { limit = defaultLimit, signal, ...options }: ManyOptions = {},
): Promise<readonly ChainReport[]> => {
  const steps = orders.map((order) => ({ ...order, job: jobId(order.job) }));
  const results = await run(env, core.runChain(steps, { limit, ...options }), onlySignal(signal));
  return orders.map((order): ChainReport => {
    const result = results.get(order.name);
    if (result === undefined || result._tag === 'Skipped') return { order, skipped: true };
    return reportOf(order, result._tag === 'Ran' ? E.right(result.run) : E.left(result.error));
  });
};
