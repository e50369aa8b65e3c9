import type { Job, JobDocument, JobSpec } from '@wxdi/core';
import { jobId } from '@wxdi/core';

export const job = (settings: Partial<Job> = {}): Job => ({
  id: jobId('0191d1a0-7b1e-7000-8000-000000000001'),
  name: 'nightly load',
  type: 'data_intg_flow',
  configuration: {},
  parameters: [],
  parameterSets: [],
  ...settings,
});

export const document = (spec: JobSpec): JobDocument => ({
  apiVersion: 'wxdi/v1',
  kind: 'Job',
  metadata: { name: 'nightly load' },
  spec,
});
