import type { RunDraft } from '@wxdi/core';
import { fakeEnv } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import { createJob, jobId, startJob, startRun } from '@wxdi/core';
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

const full = { ...configuration, flow_limits: { warn_limit: 5, row_limit: 9 } };

it.each<[string, object, object]>([
  ['an environment', { environmentId: 'e' }, { env_id: 'e' }],
  [
    'an environment, which wins over the configuration',
    { configuration, environmentId: 'e' },
    { ...configuration, env_id: 'e' },
  ],
  ['a warning limit', { warnLimit: 0 }, { flow_limits: { warn_limit: 0 } }],
  [
    'a warning limit, which keeps the other limits of the configuration',
    { configuration: full, warnLimit: 7 },
    { ...full, flow_limits: { warn_limit: 7, row_limit: 9 } },
  ],
])('%s of a run or a job is sent in its configuration', async (_, draft, expected) => {
  const env = fakeEnv({ startRun: () => wireRun(), createJob: () => wireJob() });
  await startRun(jobId('job-1'), draft)(env)();
  await createJob({ name: 'n', assetId: 'a', ...draft })(env)();
  const bodies = env.calls.map(({ request }) => (request as { body: Record<string, object> }).body);
  expect(bodies).toEqual([
    { job_run: { configuration: expected } },
    { job: { name: 'n', asset_ref: 'a', configuration: expected } },
  ]);
});

it('null in the configuration of a new job is not sent, at any depth', async () => {
  const env = fakeEnv({ createJob: () => wireJob() });
  const given = { a: null, b: { c: null, d: [null] }, e: { f: { g: null } } };
  await createJob({ name: 'n', assetId: 'a', configuration: given })(env)();
  expect(env.calls[0]?.request).toMatchObject({ body: { job: { configuration: { b: { d: [null] } } } } });
});

it('the warning limit of a run keeps the other limits of its job, and changes no job', async () => {
  const limits = { warn_limit: 5, row_limit: 9 };
  const started = async (draft: RunDraft, own: object) => {
    const env = fakeEnv({ getJob: () => wireJob({ configuration: own }), startRun: () => wireRun() });
    await startJob(jobId('job-1'), draft)(env)();
    const run = env.calls.at(-1)?.request as { body: { job_run: { configuration: object } } };
    return [env.calls.map(({ operation }) => operation), run.body.job_run.configuration];
  };
  const kept = { flow_limits: { warn_limit: 7, row_limit: 9 } };
  expect(await started({ warnLimit: 7 }, { flow_limits: limits })).toEqual([['getJob', 'startRun'], kept]);
  expect(await started({ warnLimit: 7 }, {})).toEqual([
    ['getJob', 'startRun'],
    { flow_limits: { warn_limit: 7 } },
  ]);
  expect(await started({ warnLimit: 7, configuration: { flow_limits: { x: 1 } } }, {})).toEqual([
    ['startRun'],
    { flow_limits: { x: 1, warn_limit: 7 } },
  ]);
  expect(await started({ environmentId: 'e' }, {})).toEqual([['startRun'], { env_id: 'e' }]);
});
