import type { Prism } from '@wxdi/testkit';
import type { Simulator } from '@wxdi/simulator';
import { createClient, createNodeTransport } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import { startPrismProxy } from '@wxdi/testkit';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const document = fileURLToPath(new URL('../../../../openapi/jobs.yaml', import.meta.url));

const streamingFlow = crypto.randomUUID();

describe('the simulator behind a validating Prism proxy', () => {
  let simulator: Simulator;
  let prism: Prism;
  const network = createNodeTransport();
  beforeAll(async () => {
    simulator = await startSimulator({
      speed: 20,
      flows: { [streamingFlow]: { type: 'streamsets_flow' } },
    });
    prism = await startPrismProxy(document, simulator.url);
  });
  afterAll(async () => {
    network.close();
    await prism.close();
    await simulator.close();
  });

  const client = (token = simulator.token) =>
    createClient({
      url: prism.url,
      project: simulator.projectId,
      auth: { type: 'bearertoken', token },
      // Prism forwards `connection: close` on its own reused connection, which breaks the next request.
      transport: (request) => network.send({ ...request, freshConnection: false }),
    });

  it('conforms to the contract during the life cycle of a job and its runs', async () => {
    const { jobs, runs } = client();
    const job = await jobs.create({ name: 'judged', assetId: crypto.randomUUID(), description: 'first' });
    expect(await jobs.get(job.id)).toMatchObject({ name: 'judged' });
    expect((await jobs.update(job.id, { description: 'second' })).description).toBe('second');
    expect((await jobs.list().toArray()).map(({ id }) => id)).toContain(job.id);

    const run = await jobs.start(job.id, { parameters: [{ name: 'year', value: '2026' }] });
    const { run: ended } = await run.wait({ poll: { firstMs: 20, capMs: 50 } });
    expect(ended).toMatchObject({
      state: 'Completed',
      parameters: expect.arrayContaining([{ name: 'year', value: '2026' }]),
    });
    expect(await run.logs()).not.toHaveLength(0);
    expect(await runs.list(job.id, { states: ['Completed'] }).toArray()).toHaveLength(1);

    await jobs.delete(job.id);
    await expect(jobs.get(job.id)).rejects.toMatchObject({ kind: 'NotFound', status: 404 });
  });

  it('conforms to the contract during the life cycle of a streaming job, which runs until it is cancelled', async () => {
    const { jobs } = client();
    const job = await jobs.create({ name: 'stream', assetId: streamingFlow });
    expect(job.type).toBe('streamsets_flow');
    const run = await jobs.start(job.id);
    await run.wait({ until: ['Running'], poll: { firstMs: 20, capMs: 50 } });
    await run.cancel();
    expect((await run.wait({ poll: { firstMs: 20, capMs: 50 } })).run.state).toBe('Canceled');
    expect((await jobs.resetOffset(job.id)).configuration['offset']).toBeNull();
  });

  it('conforms to the contract in refusals', async () => {
    const { jobs } = client();
    const job = await jobs.create({ name: 'taken', assetId: crypto.randomUUID() });
    await expect(jobs.create({ name: 'taken', assetId: crypto.randomUUID() })).rejects.toMatchObject({
      kind: 'Refused',
      status: 400,
    });
    await jobs.start(job.id);
    await expect(jobs.delete(job.id)).rejects.toMatchObject({ kind: 'Refused', status: 409 });
    await expect(client('wrong').jobs.get(job.id)).rejects.toMatchObject({
      kind: 'NotPermitted',
      status: 401,
    });
  });
});
