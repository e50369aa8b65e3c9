import type { ArchiveOptions, ArchiveReport } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions } from './client.js';
import type { UnreadRuns } from './search.js';
import { archiveRuns } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { archiveFolder } from '../platform/platform.js';
import { run } from './run-program.js';

/** What changed in an archive, and what is missing in it. */
export interface ArchivedRuns extends Omit<ArchiveReport, 'failures'> {
  /** What could not be read; none if the archive has everything. */
  readonly failures: readonly UnreadRuns[];
}

export const archive = async (
  env: LiveEnv,
  path: string,
  { signal, timeoutMs, ...options }: ArchiveOptions & CallOptions = {},
): Promise<ArchivedRuns> => {
  const folder = archiveFolder(path);
  const report = await run(env, (ports) => archiveRuns(options)({ ...ports, folder }), { signal, timeoutMs });
  return {
    ...report,
    failures: report.failures.map((failure) => ({ ...failure, error: new WxdiError(failure.error) })),
  };
};
