import type { ClientOptions } from '../options/client-options.js';
import type { Client } from './client.js';
import { liveEnv } from '../live/env.js';
import { jobsOf } from './jobs.js';
import { runsOf } from './runs.js';

/**
 * Creates a client for the jobs of one project or space. Contradictory or missing options throw a `WxdiError` of kind
 * `InvalidInput`.
 */
export const createClient = (options: ClientOptions): Client => {
  const { env, close } = liveEnv(options);
  const runs = runsOf(env);
  return { jobs: jobsOf(env, runs), runs, close };
};
