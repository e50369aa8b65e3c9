import type { Call, Service, Upstream } from '@wxdi/testkit';
import type { ChildProcess } from 'node:child_process';
import type { ProcessClock } from './process-clock.js';
import type { Result, World } from './world.js';
import { jobId, newJob } from '@wxdi/testkit';

/** The half of a scene that is the command line's own. */
export interface CliPlay {
  /** What is typed in place of the one call. */
  readonly args?: (call: Call) => readonly string[];
  /** What is done where one command is not enough: the end of the last. */
  readonly act?: (world: World, call: Call) => Promise<Result>;
  /** Another clock for the service to touch. */
  readonly clock?: (clock: ProcessClock, processes: ReadonlySet<ChildProcess>) => ProcessClock;
  /** What answers in place of the service. */
  readonly upstream?: (service: Service, processes: ReadonlySet<ChildProcess>) => Upstream;
}

/** The one call of the table, as it is typed. */
export const typed = (call: Call, job: string = jobId): readonly string[] => {
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
