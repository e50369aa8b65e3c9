import type { DeletedRuns, FollowOptions, FollowResult } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, DeleteReport, FollowEvent, RunHandle, Runs } from './client.js';
import * as core from '@wxdi/core';
import { WxdiError } from '../error.js';
import { handleText, handleTo } from './handle.js';
import { chunks, listing, onlySignal, run } from './run-program.js';

const { jobId, runId } = core;

/** The twin of each program about runs: the same in promises and async iterables. */
export const runsOf = (env: LiveEnv): Runs => {
  const runs: Runs = {
    list: (job, { signal, ...filter } = {}) =>
      listing(env, core.listRuns(jobId(job), filter), onlySignal(signal)),
    get: (job, id, options) => run(env, core.getRun(jobId(job), runId(id)), options),
    refresh: (job, id, options) => run(env, core.refreshRun(jobId(job), runId(id)), options),
    latest: (job, options) => run(env, core.latestRun(jobId(job)), options),
    active: (job, options) => run(env, core.activeRun(jobId(job)), options),
    find: (job, name, options) => run(env, core.findRun(jobId(job), name), options),
    stale: (job, { signal, olderThanMs }) =>
      listing(env, core.staleRuns(jobId(job), { olderThanMs }), onlySignal(signal)),
    wait: async (job, id, options) => {
      for await (const event of follow(env, job, id, options)) {
        if (event.type === 'result') return resultOf(event);
      }
      throw new Error('a followed run ended without a result');
    },
    follow: (job, id, options) => follow(env, job, id, options),
    logs: (job, id, { tail, ...options } = {}) =>
      run(
        env,
        tail === undefined ? core.getLogs(jobId(job), runId(id)) : core.tailLogs(jobId(job), runId(id), tail),
        options,
      ),
    metrics: (job, id, options) => run(env, core.getMetrics(jobId(job), runId(id)), options),
    cancel: (job, id, options) => run(env, core.cancelRun(jobId(job), runId(id)), options),
    pause: (job, id, options) => run(env, core.pauseRun(jobId(job), runId(id)), options),
    resume: (job, id, options) => run(env, core.resumeRun(jobId(job), runId(id)), options),
    delete: (job, id, options) => run(env, core.deleteRun(jobId(job), runId(id)), options),
    deleteMany: async (job, ids, options) =>
      deleteReport(await run(env, core.deleteRuns(jobId(job), ids.map(runId)), options)),
    prunable: (job, rules, options) => run(env, core.prunableRuns(jobId(job), rules), options),
    prune: async (job, rules, options) =>
      deleteReport(await run(env, core.pruneRuns(jobId(job), rules), options)),
    handle: (job: string, id?: string): RunHandle => handleTo(runs, ...handleText(job, id)),
  };
  return runs;
};

async function* follow(
  env: LiveEnv,
  job: string,
  id: string,
  { signal, ...options }: FollowOptions & CallOptions = {},
): AsyncGenerator<FollowEvent, void> {
  const stream = chunks(env, core.followRun(jobId(job), runId(id), options), onlySignal(signal));
  for (;;) {
    const next = await stream.next();
    if (next.done === true) {
      yield { type: 'result', ...next.value };
      return;
    }
    for (const event of next.value) {
      yield 'error' in event ? { type: event.type, error: new WxdiError(event.error) } : event;
    }
  }
}

const resultOf = ({ run: last, states, polls }: FollowResult): FollowResult => ({ run: last, states, polls });

const deleteReport = ({ deleted, failed }: DeletedRuns): DeleteReport => ({
  deleted,
  failed: failed.map(({ run: id, error }) => ({ run: id, error: new WxdiError(error) })),
});
