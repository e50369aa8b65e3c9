import type { Job } from '../domain/job.js';
import type { JobDraft } from './requests.js';
import { defined } from '../domain/defined.js';
import { filledIn } from './filled-in.js';

/**
 * A draft for a copy of a job with another asset, e.g. in another project. Without an asset, the copy has the same type,
 * for types without one.
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
  // The service refuses null in a new job.
  configuration: Object.fromEntries(
    Object.entries(job.configuration).filter(
      ([member, value]) => value !== null && !filledIn.inJob.has(member),
    ),
  ),
  ...(assetId === undefined ? { type: job.type } : { assetId }),
});
