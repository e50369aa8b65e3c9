import type { Client, ClientOptions } from '@wxdi/sdk';
import { findProject, findSpace } from '@wxdi/sdk';

const poll = { firstMs: 20, capMs: 50 };

/** Every operation of the service, at least once, with ends and refusals. The simulator has a job `Load` and a job `Stream`. */
export const everyOperation = async (
  client: Client,
  scope: Pick<ClientOptions, 'url' | 'auth' | 'transport' | 'clock'>,
): Promise<void> => {
  const { jobs, runs } = client;
  await findProject('Simulated project', scope);
  await findSpace('Simulated space', scope);
  const job = await jobs.create({
    name: 'made',
    assetId: 'flow-1',
    description: 'first',
    environment: [{ name: 'DB_PASSWORD', value: 'hunter2hunter2' }],
    parameters: [
      { name: 'db.password', value: 'hunter3hunter3' },
      { name: 'year', value: '2026' },
    ],
  });
  await jobs.get(job.id);
  await jobs.update(job.id, { description: 'second', schedule: '0 2 * * *' });
  await jobs.list().toArray();
  const run = await jobs.start(job.id, { parameters: [{ name: 'year', value: '2027' }] });
  await run.wait({ poll, until: ['Running'] });
  await runs.pause(job.id, run.runId);
  await runs.resume(job.id, run.runId);
  await runs.refresh(job.id, run.runId);
  await run.wait({ poll });
  await run.logs();
  await runs.list(job.id, { states: ['Completed'] }).toArray();
  await runs.delete(job.id, run.runId);
  const stream = await jobs.find('Stream');
  const streaming = await jobs.start(stream.id);
  await streaming.wait({ poll, until: ['Running'] });
  await streaming.cancel();
  await streaming.wait({ poll });
  await jobs.resetOffset(stream.id);
  await client.report({ since: new Date(0).toISOString() });
  await jobs.get('none').catch(() => undefined);
  await jobs.create({ name: 'made', assetId: 'flow-1' }).catch(() => undefined);
  await jobs.delete(job.id);
};
