import type { Job, JobDefinition, JobMetadata, JobRun, JobRunDetail, JobRunMetadata } from '@wxdi/bindings';

/** A job as the service lists it, without its optional members. */
export const wireJob = (job: Partial<JobDefinition> = {}, metadata: Partial<JobMetadata> = {}): Job => ({
  metadata: { name: 'nightly load', asset_id: 'job-1', ...metadata },
  entity: { job: { asset_ref_type: 'data_intg_flow', configuration: {}, ...job } },
});

/** A run as the service lists it, without its optional members. */
export const wireRun = (run: Partial<JobRunDetail> = {}, metadata: Partial<JobRunMetadata> = {}): JobRun => ({
  metadata: { name: 'job run', asset_id: 'run-1', ...metadata },
  entity: { job_run: { job_ref: 'job-1', state: 'Running', ...run } },
});
