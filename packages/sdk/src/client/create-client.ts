import type { ClientOptions } from '../options/client-options.js';
import type { LiveEnv } from '../live/env.js';
import type { Client } from './client.js';
import { projectReport } from '@wxdi/core';
import { liveEnv } from '../live/env.js';
import { jobsOf } from './jobs.js';
import { batchesOf } from './batches.js';
import { idsOf } from './ids.js';
import { checked, openRule } from './checked.js';
import { run } from './run-program.js';
import { runsOf } from './runs.js';

/** Some browsers do not have this symbol; there, `await using` needs a polyfill that is loaded before the library. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol('Symbol.asyncDispose');

/**
 * Creates a client for the jobs of one project or space. Contradictory or missing options throw a `WxdiError` of kind
 * `InvalidInput`.
 */
export const createClient = (options: ClientOptions): Client => {
  const { env, close } = liveEnv(options);
  return clientOf(env, close);
};

/** The client over the ports of core. */
export const clientOf = (env: LiveEnv, close: () => void): Client => {
  const runs = runsOf(env);
  const { report } = checked<Pick<Client, 'report'>>(
    { report: [openRule] },
    {
      report: ({ signal, timeoutMs, ...given } = {}) => run(env, projectReport(given), { signal, timeoutMs }),
    },
  );
  return {
    jobs: jobsOf(env, runs),
    runs,
    ids: idsOf(env),
    batches: batchesOf(env),
    report,
    close,
    [asyncDispose]: async () => close(),
  };
};
