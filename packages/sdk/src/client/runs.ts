import type { DeletedRuns, FollowOptions } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, DeleteReport, FollowEvent, RunHandle, Runs } from './client.js';
import {
  activeRun,
  awaitState,
  cancelRun,
  deleteRun,
  deleteRuns,
  findRun,
  followRun,
  getLogs,
  getMetrics,
  getRun,
  jobId,
  latestRun,
  listRuns,
  pauseRun,
  prunableRuns,
  pruneRuns,
  refreshRun,
  resumeRun,
  runId,
  staleRuns,
  rule,
  tailLogs,
} from '@wxdi/core';
import { WxdiError } from '../error.js';
import { signalRule } from '../checks/options.js';
import { callRule, checked, openRule } from './checked.js';
import { handleText, handleTo } from './handle.js';
import { chunks, listing, run } from './run-program.js';

const onRun = [undefined, undefined, callRule] as const;

const runRules = {
  list: [undefined, openRule],
  stale: [undefined, openRule],
  get: onRun,
  refresh: onRun,
  latest: [undefined, callRule],
  active: [undefined, callRule],
  find: onRun,
  logs: [undefined, undefined, rule.members({ signal: signalRule, tail: rule.whole(0) })],
  metrics: onRun,
  wait: [undefined, undefined, openRule],
  follow: [undefined, undefined, openRule],
  cancel: onRun,
  pause: onRun,
  resume: onRun,
  delete: onRun,
  deleteMany: onRun,
  prunable: onRun,
  prune: onRun,
  handle: [],
};

/** Core's programs about runs, as methods that return promises and async iterables. */
export const runsOf = (env: LiveEnv): Runs => {
  const runs: Runs = checked<Runs>(runRules, {
    list: (job, { signal, ...filter } = {}) => listing(env, listRuns(jobId(job), filter), { signal }),
    stale: (job, { signal, ...filter }) => listing(env, staleRuns(jobId(job), filter), { signal }),
    get: (job, id, options) => run(env, getRun(jobId(job), runId(id)), options),
    refresh: (job, id, options) => run(env, refreshRun(jobId(job), runId(id)), options),
    latest: (job, options) => run(env, latestRun(jobId(job)), options),
    active: (job, options) => run(env, activeRun(jobId(job)), options),
    find: (job, name, options) => run(env, findRun(jobId(job), name), options),
    logs: (job, id, { tail, signal } = {}) => {
      const [of, which] = [jobId(job), runId(id)];
      return run(env, tail === undefined ? getLogs(of, which) : tailLogs(of, which, tail), { signal });
    },
    metrics: (job, id, options) => run(env, getMetrics(jobId(job), runId(id)), options),
    wait: (job, id, { signal, until = [], ...options } = {}) =>
      run(env, awaitState(jobId(job), runId(id), until, options), { signal }),
    follow: (job, id, options) => follow(env, job, id, options),
    cancel: (job, id, options) => run(env, cancelRun(jobId(job), runId(id)), options),
    pause: (job, id, options) => run(env, pauseRun(jobId(job), runId(id)), options),
    resume: (job, id, options) => run(env, resumeRun(jobId(job), runId(id)), options),
    delete: (job, id, options) => run(env, deleteRun(jobId(job), runId(id)), options),
    deleteMany: async (job, ids, options) =>
      deleteReport(await run(env, deleteRuns(jobId(job), ids.map(runId)), options)),
    prunable: (job, rules, options) => run(env, prunableRuns(jobId(job), rules), options),
    prune: async (job, rules, options) => deleteReport(await run(env, pruneRuns(jobId(job), rules), options)),
    handle: (job: string, id?: string): RunHandle => handleTo(runs, ...handleText(job, id)),
  });
  return runs;
};

async function* follow(
  env: LiveEnv,
  job: string,
  id: string,
  { signal, ...options }: FollowOptions & CallOptions = {},
): AsyncGenerator<FollowEvent, void> {
  const events = chunks(env, followRun(jobId(job), runId(id), options), { signal });
  for (;;) {
    const next = await events.next();
    if (next.done === true) {
      yield { type: 'result', ...next.value };
      return;
    }
    for (const event of next.value) {
      yield 'error' in event ? { type: event.type, error: new WxdiError(event.error) } : event;
    }
  }
}

const deleteReport = ({ deleted, failed }: DeletedRuns): DeleteReport => ({
  deleted,
  failed: failed.map(({ run: id, error }) => ({ run: id, error: new WxdiError(error) })),
});
