import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { answer, clientOver, runBody } from '../support/fake-network.js';

const started = () => {
  const { metadata, entity } = runBody('Starting');
  const configuration = { env_variables: ['PASSWORD=hunter-two'] };
  const run = { metadata, entity: { job_run: { ...entity.job_run, configuration } } };
  return clientOver([answer(201, run)]).client.jobs.start('job-1');
};

it('a handle is written as its text, without the environment variables of its run', async () => {
  const handle = await started();
  expect(handle.started?.configuration).toEqual({ env_variables: ['PASSWORD=hunter-two'] });
  expect([JSON.stringify({ handle }), String(handle), inspect({ handle })]).toEqual([
    '{"handle":"job-1/run-1"}',
    'job-1/run-1',
    '{ handle: RunHandle(job-1/run-1) }',
  ]);
  const { client } = clientOver([]);
  expect(String(client.runs.handle(JSON.parse(JSON.stringify(handle)) as string))).toBe('job-1/run-1');
});
