import type { FollowOptions, FollowResult } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, Client, FollowEvent, Jobs, RunHandle, Runs } from './client.js';
import type { ClientOptions } from './options.js';
import * as core from '@wxdi/core';
import { liveEnv } from '../live/env.js';
import { handleOf, handleText } from './handle.js';
import { chunks, listing, run } from './run-program.js';

const { jobId, runId } = core;

/**
 * A client for the jobs of one project or space. Options that contradict each other or miss something throw a
 * `WxdiError` of kind `InvalidInput` here, before anything is sent.
 */
export const createClient = (options: ClientOptions): Client => {
  const { env, close } = liveEnv(options);
  const runs = runsOf(env);
  return { jobs: jobsOf(env, runs), runs, close };
};

const jobsOf = (env: LiveEnv, runs: Runs): Jobs => ({
  list: ({ signal, ...filter } = {}) => listing(env, core.listJobs(filter), onlySignal(signal)),
  get: (job, options) => run(env, core.getJob(jobId(job)), options),
  find: (name, options) => run(env, core.findJob(name), options),
  create: (draft, options) => run(env, core.createJob(draft), options),
  update: (job, changes, options) => run(env, core.updateJob(jobId(job), changes), options),
  start: async (job, draft, options) => {
    const started = await run(env, core.startRun(jobId(job), draft), options);
    return handleOf(runs, job, started.id, started);
  },
  resetOffset: (job, options) => run(env, core.resetOffset(jobId(job)), options),
  delete: (job, options) => run(env, core.deleteJob(jobId(job)), options),
});

const runsOf = (env: LiveEnv): Runs => {
  const runs: Runs = {
    list: (job, { signal, ...filter } = {}) =>
      listing(env, core.listRuns(jobId(job), filter), onlySignal(signal)),
    get: (job, id, options) => run(env, core.getRun(jobId(job), runId(id)), options),
    latest: (job, options) => run(env, core.latestRun(jobId(job)), options),
    active: (job, options) => run(env, core.activeRun(jobId(job)), options),
    find: (job, name, options) => run(env, core.findRun(jobId(job), name), options),
    wait: async (job, id, options) => {
      for await (const event of follow(env, job, id, options))
        if (event.type === 'result') return resultOf(event);
      throw new Error('a followed run ended without a result');
    },
    follow: (job, id, options) => follow(env, job, id, options),
    logs: (job, id, options) => run(env, core.getLogs(jobId(job), runId(id)), options),
    cancel: (job, id, options) => run(env, core.cancelRun(jobId(job), runId(id)), options),
    handle: (job: string, id?: string): RunHandle => handleOf(runs, ...handleText(job, id)),
  };
  return runs;
};

const onlySignal = (signal: AbortSignal | undefined): CallOptions => (signal === undefined ? {} : { signal });

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
    yield* next.value;
  }
}

const resultOf = ({ run: last, states, polls }: FollowResult): FollowResult => ({ run: last, states, polls });
