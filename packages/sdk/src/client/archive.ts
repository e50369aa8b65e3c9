import type { ArchiveOptions } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { ArchivedRuns } from './archived-runs.js';
import type { CallOptions } from './calls.js';
import { archiveRuns } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { archiveFolder } from '../platform/platform.js';
import { run } from './run-program.js';

/** Archives the runs of the client's project or space in a folder. */
export const archive = async (
  env: LiveEnv,
  path: string,
  { signal, timeoutMs, ...options }: ArchiveOptions & CallOptions = {},
): Promise<ArchivedRuns> => {
  const folder = archiveFolder(path);
  const report = await run(env, (ports) => archiveRuns(options)({ ...ports, folder }), {
    signal,
    timeoutMs,
  });
  return {
    ...report,
    failures: report.failures.map((failure) => ({ ...failure, error: new WxdiError(failure.error) })),
  };
};
