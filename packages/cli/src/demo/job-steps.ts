import type { Job } from '@wxdi/sdk';
import { batchFlow, parameter, type Scene, quickStart } from './story.js';

export const createStep = async ({ client, stage, signal }: Scene): Promise<Job> => {
  stage.step('Create a job for a flow');
  stage.command(`wxdi job create --name 'Load customers' --asset ${batchFlow} --param region=emea`);
  const draft = {
    name: 'Load customers',
    assetId: batchFlow,
    parameters: [{ name: 'region', value: 'emea' }],
  };
  const job = await client.jobs.create(draft, { signal, ...quickStart });
  stage.said(`job "${job.name}" of type ${job.type}, id ${job.id}`);
  const there = await client.jobs.get(job.id, { signal });
  stage.check('the service has it, with region=emea', parameter(there, 'region') === 'emea');
  return job;
};

export const findStep = async ({ client, stage, signal }: Scene, job: Job): Promise<void> => {
  stage.step('List the jobs, and find one by name');
  stage.command('wxdi job list');
  const jobs = await client.jobs.list({ signal }).toArray();
  for (const row of jobs) stage.said(`${row.id}  ${row.name}  ${row.type}`);
  stage.check(
    'the new job is in the list',
    jobs.some(({ id }) => id === job.id),
  );
  stage.command("wxdi job get 'Load customers'");
  const found = await client.jobs.find('Load customers', { signal });
  stage.check('its name leads to the same id', found.id === job.id);
};

export const updateStep = async ({ client, stage, signal }: Scene, job: Job): Promise<Job> => {
  stage.step('Update it');
  stage.command("wxdi job update 'Load customers' --name 'Load all customers' --description 'Every region'");
  const changes = { name: 'Load all customers', description: 'Every region' };
  const updated = await client.jobs.update(job.id, changes, { signal });
  stage.said(`job "${updated.name}": ${updated.description ?? ''}`);
  const after = await client.jobs.get(job.id, { signal });
  const { name, description } = changes;
  stage.check(
    'the new name and description are there',
    after.name === name && after.description === description,
  );
  stage.check('and its parameter is as it was', parameter(after, 'region') === 'emea');
  return after;
};

export const deleteStep = async ({ client, stage, signal }: Scene, jobs: readonly Job[]): Promise<void> => {
  stage.step('Delete the jobs, and their runs with them');
  stage.command(`wxdi job delete --yes ${jobs.map(({ name }) => `'${name}'`).join(' ')}`);
  for (const { id, name } of jobs) {
    await client.jobs.delete(id, { signal });
    stage.said(id);
    const looked = client.jobs.get(id, { signal }).then(() => 'found', kindOf);
    stage.check(`"${name}" is not found any more`, (await looked) === 'NotFound');
  }
  const left = await client.jobs.list({ signal }).toArray();
  stage.check('no job is left', left.length === 0);
};

/** Only "not found" is an answer here; any other trouble goes on its way. */
const kindOf = (error: unknown): string => {
  if (error instanceof Error && 'kind' in error && error.kind === 'NotFound') return 'NotFound';
  throw error;
};
