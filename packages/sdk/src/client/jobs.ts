import type { RunOutcome } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { ChainReport, Jobs, RunOrder, RunReport, Runs } from './client.js';
import {
  createOnce,
  deleteJob,
  deleteJobs,
  exportJobs,
  findJob,
  getJob,
  jobHistory,
  jobId,
  listJobs,
  patchJob,
  previewStart,
  readPlan,
  resetOffset,
  runChain,
  runJobs,
  startJob,
  rule,
  rules,
  updateJob,
} from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { WxdiError } from '../error.js';
import { apply, applyRule, desiredOf } from './apply.js';
import { callOptions, callRule, checked, openRule, summaryRule } from './checked.js';
import { handleOf, handleTo } from './handle.js';
import { listing, run } from './run-program.js';
import { overviews } from './search.js';

/** Runs in progress at once, unless the caller sets a limit. */
const defaultLimit = 4;

const order = rule.that(
  'an order with a job',
  (value) => typeof value === 'object' && value !== null && 'job' in value,
);

/** `PreviewOptions`. */
const previewRule = rule.members(
  {
    ...callOptions,
    key: rule.text,
    retryFailed: rule.yesOrNo,
    like: rule.someText,
    keySinceMs: rule.limit(0),
    settle: rules.settle,
  },
  ['key'],
);

const jobRules = {
  list: [openRule],
  overview: [summaryRule],
  get: [undefined, callRule],
  find: [undefined, callRule],
  create: [undefined, openRule],
  update: [undefined, undefined, rule.members({ ...callOptions, onPatch: rule.func })],
  patch: [undefined, undefined, callRule],
  start: [undefined, undefined, openRule],
  previewStart: [undefined, undefined, previewRule],
  runMany: [rule.list(order), openRule],
  runChain: [rule.list(order), openRule],
  history: [undefined, openRule],
  export: [openRule],
  resetOffset: [undefined, callRule],
  delete: [undefined, callRule],
  deleteMany: [rule.list(rule.someText), callRule],
  plan: [undefined, openRule],
  apply: [undefined, undefined, applyRule],
};

/** Core's programs about jobs, as methods that return promises. */
export const jobsOf = (env: LiveEnv, runs: Runs): Jobs =>
  checked<Jobs>(jobRules, {
    list: ({ signal, timeoutMs, ...filter } = {}) => listing(env, listJobs(filter), { signal, timeoutMs }),
    overview: ({ signal, timeoutMs, ...filter } = {}) =>
      listing(env, overviews(filter), { signal, timeoutMs }),
    get: (job, options) => run(env, getJob(jobId(job)), options),
    find: (name, options) => run(env, findJob(name), options),
    create: (draft, { signal, timeoutMs, ...options } = {}) =>
      run(env, createOnce(draft, options), { signal, timeoutMs }),
    update: (job, changes, { signal, timeoutMs, ...options } = {}) =>
      run(env, updateJob(jobId(job), changes, options), { signal, timeoutMs }),
    patch: (job, operations, options) => run(env, patchJob(jobId(job), operations), options),
    start: async (job, draft = {}, { signal, timeoutMs, ...options } = {}) => {
      const started = await run(env, startJob(jobId(job), draft, options), { signal, timeoutMs });
      return handleOf(runs, job, started);
    },
    previewStart: (job, draft, { signal, timeoutMs, ...options }) =>
      run(env, previewStart(jobId(job), draft, options), { signal, timeoutMs }),
    runMany: async (orders, { limit = defaultLimit, signal, ...options } = {}) => {
      const requests = orders.map((order) => ({ ...order, job: jobId(order.job), order }));
      const reports = await run(env, runJobs(limit, options)(requests), { signal });
      return reports.map(({ request: { order }, ...outcome }) => reportOf(runs, order, outcome));
    },
    runChain: async (orders, { limit = defaultLimit, signal, ...options } = {}) => {
      const steps = orders.map((order) => ({ ...order, job: jobId(order.job) }));
      const results = await run(env, runChain(steps, { limit, ...options }), { signal });
      return orders.map((order): ChainReport => {
        const result = results.get(order.name);
        if (result === undefined || result._tag === 'Skipped') return { order, skipped: true };
        const { key, run: known } = result;
        const ended = result._tag === 'Ran' ? E.right(result.run) : E.left(result.error);
        return reportOf(runs, order, { key, ...(known === undefined ? {} : { run: known }), result: ended });
      });
    },
    history: (job, { signal, timeoutMs, ...options } = {}) =>
      run(env, jobHistory(jobId(job), options), { signal, timeoutMs }),
    export: ({ signal, timeoutMs, ...options } = {}) => run(env, exportJobs(options), { signal, timeoutMs }),
    resetOffset: (job, options) => run(env, resetOffset(jobId(job)), options),
    delete: (job, { signal, timeoutMs } = {}) =>
      run(env, deleteJob(jobId(job), { timeoutMs }), { signal, timeoutMs }),
    deleteMany: async (jobs, { signal, timeoutMs } = {}) => {
      const deleting = deleteJobs(jobs.map(jobId), { timeoutMs });
      const { deleted, failed } = await run(env, deleting, { signal, timeoutMs });
      return { deleted, failed: failed.map(({ job, error }) => ({ job, error: new WxdiError(error) })) };
    },
    plan: (jobs, { signal, timeoutMs, ...options } = {}) =>
      run(env, readPlan(desiredOf(jobs), options), { signal, timeoutMs }),
    apply: (plan, jobs, options = {}) => apply(env, plan, desiredOf(jobs), options),
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
