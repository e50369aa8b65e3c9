import type { FinishedRun, RunDraft, Started, WorkflowError } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { ChainOrder, ChainReport, ManyOptions, RunReport } from './client.js';
import type { RunOrder, StartOptions } from './client.js';
import { jobId, mergeEnvironment, resetOffset, runChain, runJobs, startOnce } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { WxdiError } from '../error.js';
import { onlySignal, run } from './run-program.js';

const defaultLimit = 4;

export const start = async (
  env: LiveEnv,
  job: string,
  draft: RunDraft = {},
  { mergeEnvironment: merges = false, fromBeginning = false, signal, ...options }: StartOptions = {},
): Promise<Started> => {
  const id = jobId(job);
  const caller = onlySignal(signal);
  const full = merges ? await run(env, mergeEnvironment(id, draft), caller) : draft;
  if (fromBeginning) await run(env, resetOffset(id), caller);
  const settle = { ...env.settle, ...options.settle };
  return run(env, startOnce(id, full, { ...options, settle }), caller);
};

const reportOf = <Order>(order: Order, result: E.Either<WorkflowError, FinishedRun>): RunReport<Order> =>
  E.isRight(result) ? { order, run: result.right } : { order, error: new WxdiError(result.left) };

export const startMany = async <Order extends RunOrder>(
  env: LiveEnv,
  orders: readonly Order[],
  { limit = defaultLimit, signal, ...options }: ManyOptions = {},
): Promise<readonly RunReport<Order>[]> => {
  const requests = orders.map((order) => ({ ...order, job: jobId(order.job), order }));
  const poll = { ...env.poll, ...options.poll };
  const reports = await run(env, runJobs(limit, { ...options, poll })(requests), onlySignal(signal));
  return reports.map(({ request, result }) => reportOf(request.order, result));
};

export const startChain = async (
  env: LiveEnv,
  orders: readonly ChainOrder[],
  { limit = defaultLimit, signal, ...options }: ManyOptions = {},
): Promise<readonly ChainReport[]> => {
  const steps = orders.map((order) => ({ ...order, job: jobId(order.job) }));
  const poll = { ...env.poll, ...options.poll };
  const results = await run(env, runChain(steps, { limit, ...options, poll }), onlySignal(signal));
  return orders.map((order): ChainReport => {
    const result = results.get(order.name);
    if (result === undefined || result._tag === 'Skipped') return { order, skipped: true };
    return reportOf(order, result._tag === 'Ran' ? E.right(result.run) : E.left(result.error));
  });
};
