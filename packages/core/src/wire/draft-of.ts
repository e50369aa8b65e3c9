import type { Job } from '../domain/job.js';
import type { JobDraft } from './requests.js';
import type { JsonObject } from '../domain/json.js';
import { defined } from '../domain/defined.js';
import { mergeMembers } from '../domain/merge.js';

/** Members that the service adds to a configuration; they are not valid for another job, or at a later time. */
const addedByService: ReadonlySet<string> = new Set(['offset', 'outputs', 'metrics']);

/** A configuration without the members that the service adds. */
export const ownConfiguration = (configuration: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(configuration).filter(([member]) => !addedByService.has(member)));

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
  configuration: mergeMembers({}, ownConfiguration(job.configuration)),
  ...(assetId === undefined ? { type: job.type } : { assetId }),
});
