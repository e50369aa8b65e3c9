import type { Job } from '../domain/job.js';
import type { JobDraft } from './requests.js';
import { defined } from '../domain/defined.js';

/** What the service adds to a configuration by itself, and would be wrong in another job. */
const ofTheService: ReadonlySet<string> = new Set(['offset', 'outputs', 'metrics']);

/**
 * A draft that creates a job like this one, over another asset: what to start from to copy a job to another project.
 * Without an asset it is a job of the same type, for types that have none.
 */
export const draftOf = (job: Job, assetId?: string): JobDraft => ({
  ...defined({
    name: job.name,
    description: job.description,
    parameters: job.parameters.length === 0 ? undefined : job.parameters,
    parameterSets: job.parameterSets.length === 0 ? undefined : job.parameterSets,
    schedule: job.schedule,
    scheduleWindow: job.scheduleWindow,
    retention: job.retention,
    notifications: job.notifications,
  }),
  // The service refuses null on create.
  configuration: Object.fromEntries(
    Object.entries(job.configuration).filter(
      ([member, value]) => value !== null && !ofTheService.has(member),
    ),
  ),
  ...(assetId === undefined ? { type: job.type } : { assetId }),
});
