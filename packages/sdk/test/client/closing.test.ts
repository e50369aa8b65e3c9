import { createClient } from '@wxdi/sdk';
import { expect, it } from 'vitest';
import { always, ok, serve } from '../http/fixtures/node-transport.js';
import { jobBody } from '../support/fake-network.js';

const body = JSON.stringify(jobBody());
const clientOf = (url: string) => createClient({ url, project: 'p', auth: { type: 'noauth' } });

it('close lets a call in progress end, and a later call opens a new connection', async () => {
  let arrived = (): void => undefined;
  let answer = (): void => undefined;
  const server = await serve(async ({ socket, request }) => {
    await request();
    answer = () => void socket.write(ok(body, 'content-type: application/json'));
    arrived();
  });
  const client = clientOf(server.url);
  for (const connections of [1, 2]) {
    const seen = new Promise<void>((resolve) => (arrived = resolve));
    const job = client.jobs.get('job-1');
    await seen;
    client.close();
    answer();
    expect(await job).toMatchObject({ id: 'job-1' });
    await server.closed();
    expect(server.connections()).toBe(connections);
  }
});

it('the end of a block closes the client that it uses', async () => {
  const server = await serve(always(ok(body, 'content-type: application/json')));
  {
    await using client = clientOf(server.url);
    await client.jobs.get('job-1');
    expect(server.open()).toBe(1);
  }
  await server.closed();
  expect(server.open()).toBe(0);
});
