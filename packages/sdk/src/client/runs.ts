import type { DeletedRuns, FollowOptions, FollowResult, RunEvent } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions } from './calls.js';
import type { DeleteReport, FollowEvent, RunHandle, Runs } from './client.js';
import {
  activeRun,
  awaitState,
  cancelRun,
  compareRuns,
  cancelRuns,
  deleteRun,
  deleteRuns,
  explainRun,
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
  readLog,
  recordEnd,
  refreshRun,
  resumeRun,
  runId,
  staleRuns,
  rule,
  tailLogs,
} from '@wxdi/core';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { WxdiError } from '../error.js';
import { archive } from './archive.js';
import { callOptions, callRule, checked, openRule, summaryRule } from './checked.js';
import { handleText, handleTo } from './handle.js';
import { foundRuns } from './search.js';
import { chunks, listing, run } from './run-program.js';
import { stoppable } from './stoppable.js';

const onRun = [undefined, undefined, callRule] as const;

const runRules = {
  list: [undefined, openRule],
  search: [summaryRule],
  archive: [rule.someText, openRule],
  stale: [undefined, openRule],
  get: onRun,
  refresh: onRun,
  latest: [undefined, callRule],
  active: [undefined, callRule],
  find: onRun,
  logs: [undefined, undefined, rule.members({ ...callOptions, tail: rule.whole(0) })],
  readLog: onRun,
  metrics: onRun,
  explain: onRun,
  diff: [undefined, undefined, rule.members({ ...callOptions, from: rule.someText })],
  wait: [undefined, undefined, openRule],
  follow: [undefined, undefined, openRule],
  cancel: [undefined, undefined, rule.members({ ...callOptions, isActive: rule.yesOrNo })],
  pause: onRun,
  resume: onRun,
  delete: onRun,
  deleteMany: onRun,
  cancelMany: onRun,
  prunable: onRun,
  prune: onRun,
  handle: [],
};

/** Core's programs about runs, as methods that return promises and async iterables. */
export const runsOf = (env: LiveEnv): Runs => {
  const runs: Runs = checked<Runs>(runRules, {
    list: (job, { signal, timeoutMs, ...filter } = {}) =>
      listing(env, listRuns(jobId(job), filter), { signal, timeoutMs }),
    search: ({ signal, timeoutMs, ...search } = {}) => listing(env, foundRuns(search), { signal, timeoutMs }),
    archive: (folder, options) => archive(env, folder, options),
    stale: (job, { signal, timeoutMs, ...filter }) =>
      listing(env, staleRuns(jobId(job), filter), { signal, timeoutMs }),
    get: (job, id, options) => run(env, getRun(jobId(job), runId(id)), options),
    refresh: (job, id, options) => run(env, refreshRun(jobId(job), runId(id)), options),
    latest: (job, options) => run(env, latestRun(jobId(job)), options),
    active: (job, options) => run(env, activeRun(jobId(job)), options),
    find: (job, name, options) => run(env, findRun(jobId(job), name), options),
    logs: (job, id, { tail, ...limits } = {}) => {
      const [of, which] = [jobId(job), runId(id)];
      return run(env, tail === undefined ? getLogs(of, which) : tailLogs(of, which, tail), limits);
    },
    readLog: (job, id, options) => run(env, readLog(jobId(job), runId(id)), options),
    metrics: (job, id, options) => run(env, getMetrics(jobId(job), runId(id)), options),
    explain: (job, id, options) => run(env, explainRun(jobId(job), runId(id)), options),
    diff: (job, id, { from, ...limits } = {}) =>
      run(env, compareRuns(jobId(job), runId(id), from === undefined ? undefined : runId(from)), limits),
    wait: (job, id, { signal, until = [], ...options } = {}) =>
      run(
        env,
        pipe(
          awaitState(jobId(job), runId(id), until, options),
          RTE.tap((ended) => recordEnd(ended.run)),
        ),
        { signal },
      ),
    follow: (job, id, options) => follow(env, job, id, options),
    cancel: (job, id, { isActive, ...options } = {}) =>
      run(env, cancelRun(jobId(job), runId(id), { isActive }), options),
    pause: (job, id, options) => run(env, pauseRun(jobId(job), runId(id)), options),
    resume: (job, id, options) => run(env, resumeRun(jobId(job), runId(id)), options),
    delete: (job, id, options) => run(env, deleteRun(jobId(job), runId(id)), options),
    deleteMany: async (job, ids, options) =>
      deleteReport(await run(env, deleteRuns(jobId(job), ids.map(runId)), options)),
    cancelMany: async (job, ids, options) => {
      const { canceled, failed } = await run(env, cancelRuns(jobId(job), ids.map(runId)), options);
      return { canceled, failed: withErrors(failed) };
    },
    prunable: (job, rules, options) => run(env, prunableRuns(jobId(job), rules), options),
    prune: async (job, rules, options) => deleteReport(await run(env, pruneRuns(jobId(job), rules), options)),
    handle: (job: string, id?: string): RunHandle => handleTo(runs, ...handleText(job, id)),
  });
  return runs;
};

const follow = (
  env: LiveEnv,
  job: string,
  id: string,
  { signal, timeoutMs, ...options }: FollowOptions & CallOptions = {},
): AsyncIterableIterator<FollowEvent, undefined> => {
  const deadline = env.clock.monotonic() + (timeoutMs ?? Infinity);
  return stoppable(signal, (stop) => {
    const left = Math.max(0, deadline - env.clock.monotonic());
    const following = followRun(jobId(job), runId(id), {
      ...options,
      timeoutMs: timeoutMs === undefined ? undefined : left,
    });
    return eventsOf(env, chunks(env, following, { signal: stop }));
  });
};

async function* eventsOf(
  env: LiveEnv,
  events: AsyncGenerator<readonly RunEvent[], FollowResult>,
): AsyncGenerator<FollowEvent, void> {
  for (;;) {
    const next = await events.next();
    if (next.done === true) {
      await run(env, recordEnd(next.value.run));
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
  failed: withErrors(failed),
});

const withErrors = (failed: DeletedRuns['failed']): DeleteReport['failed'] =>
  failed.map(({ run: id, error }) => ({ run: id, error: new WxdiError(error) }));
