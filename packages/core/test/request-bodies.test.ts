import { fakeEnv } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import { createJob, jobId, startRun } from '@wxdi/core';
import { expect, it } from 'vitest';

const configuration = { env_id: 'small', flow_limits: { warn_limit: 5 } };
const environment = [{ name: 'A', value: '1' }];
const both = { env_id: 'small', flow_limits: { warn_limit: 5 }, env_variables: ['A=1'] };

it.each([
  ['both', { configuration, environment }, both],
  ['a configuration', { configuration }, configuration],
  ['variables', { environment }, { env_variables: ['A=1'] }],
])('a run and a job with %s are sent with all of it', async (_, draft, expected) => {
  const env = fakeEnv({ startRun: () => wireRun(), createJob: () => wireJob() });
  await startRun(jobId('job-1'), draft)(env)();
  await createJob({ name: 'n', assetId: 'a', ...draft })(env)();
  expect(env.calls.map(({ request }) => request)).toMatchObject([
    { body: { job_run: { configuration: expected } } },
    { body: { job: { configuration: expected } } },
  ]);
});
