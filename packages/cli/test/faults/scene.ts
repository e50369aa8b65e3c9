import type { Call } from '@wxdi/testkit';
import type { Result } from './shared-processes.js';
import type { ServicePlay, World } from './world.js';
import { jobId, newJob } from '@wxdi/testkit';

/** How the command line plays a scene. */
export interface CliPlay extends ServicePlay {
  /** Arguments that replace those of the single call. */
  readonly args?: (call: Call) => readonly string[];
  /** Replaces the single command; resolves to the result of the last one. */
  readonly act?: (world: World, call: Call) => Promise<Result>;
}

/** The arguments of the single call of the table. */
export const argsOf = (call: Call, job: string = jobId): readonly string[] => {
  switch (call) {
    case 'read':
      return ['job', 'get', job];
    case 'start':
      return ['job', 'start', job];
    case 'create':
      return ['job', 'create', '--name', newJob.name, '--asset', newJob.assetId];
    case 'delete':
      return ['job', 'delete', job, '--yes'];
  }
};
