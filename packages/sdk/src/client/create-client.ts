import type { LiveEnv } from '../live/env.js';
import type { Client } from './client.js';
import type { ClientOptions } from './options.js';
import { liveEnv } from '../live/env.js';
import { jobsOf } from './jobs.js';
import { runsOf } from './runs.js';

/**
 * A client for the jobs of one project or space. Options that contradict each other or miss something throw a
 * `WxdiError` of kind `InvalidInput` here, before anything is sent.
 */
export const createClient = (options: ClientOptions): Client => {
  const { env, close } = liveEnv(options);
  return clientOver(env, close);
};

/** A client over ports that the caller has built. */
const clientOver = (env: LiveEnv, close: () => void): Client => {
  const runs = runsOf(env);
  return { jobs: jobsOf(env, runs), runs, close };
};
