import type { HttpResponse } from '@wxdi/sdk';
import { startRawServer } from '@wxdi/simulator/faults';
import { jobId } from '@wxdi/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { calls, endOf, inWords, world } from './world.js';

describe('38 a redirect', () => {
  const to = (location: string): HttpResponse => ({ status: 307, headers: { location }, body: '' });

  it('on the same origin is followed with the credential', async () => {
    const { client, server } = await world([
      {
        ...calls.get,
        answer: to(`/v2/jobs/${jobId}?project_id=0191d1a0-7b1e-7000-8000-0000000000f1&moved=1`),
      },
    ]);
    expect(inWords(await endOf(client.jobs.get(jobId)))).toBe('ok');
    expect(server.ledger.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ]);
  });

  it('never sends the credential to another origin', async () => {
    const other = await startRawServer(() => undefined);
    onTestFinished(() => other.close());
    const { client } = await world([{ ...calls.get, answer: to(`${other.url}/v2/jobs/${jobId}`) }]);
    expect(inWords(await endOf(client.jobs.get(jobId)))).toBe('Refused, rejected');
    expect(other.connections()).toBe(0);
  });
});

describe('29 a Retry-After of more than two minutes', () => {
  it.each([429, 503])('is reported with its duration (%i)', async (status) => {
    const { client } = await world([{ ...calls.get, answer: { status, headers: { 'retry-after': '121' } } }]);
    expect(await endOf(client.jobs.get(jobId))).toMatchObject({
      kind: 'Unavailable',
      message: expect.stringMatching(/retry after 121 s$/),
    });
  });
});

it('45 a page token is sent back unchanged, and only to the service', async () => {
  const headers = { 'content-type': 'application/json' };
  const page = (next?: unknown) => ({ status: 200, headers, body: JSON.stringify({ results: [], next }) });
  const tokens = ['https://evil.example/?a=b&c', { a: '"&=%é', b: [1] }];
  const { client, server } = await world([
    { method: 'GET', route: '/v2/jobs', call: 1, answer: page(tokens[0]) },
    { method: 'GET', route: '/v2/jobs', call: 2, answer: page(tokens[1]) },
    { method: 'GET', route: '/v2/jobs', call: 3, answer: page() },
  ]);
  await client.jobs.list().toArray();
  const sent = server.ledger.map(({ target }) => new URL(target, server.url).searchParams.get('next'));
  expect(sent).toEqual([null, tokens[0], JSON.stringify(tokens[1])]);
});

it('49 a key that the service dropped is not reported as kept', async () => {
  const { client } = await world([], { service: { keeps: 0 } });
  const run = await client.jobs.start(jobId, {}, { key: 'k' });
  expect(run.started).toMatchObject({ name: 'Notebook Job' });
  expect(run.started?.key).toBeUndefined();
});

it('49 an unknown outcome names the key, which finds the run once it exists', async () => {
  const lost = { ...calls.start, processed: true, wire: { reset: 'start' } } as const;
  const { client, clock, service } = await world([lost], { service: { lateMs: 70_000 } });
  const end = await endOf(client.jobs.start(jobId, {}, { key: 'close-2026' }));
  expect(end).toMatchObject({ kind: 'OutcomeUnknown', key: 'close-2026' });
  clock.advance(20_000);
  expect(await client.jobs.start(jobId, {}, { key: 'close-2026' })).toMatchObject({ adopted: true });
  expect(service.runs()).toBe(1);
});

it.each(['delete', 'cancel'] as const)(
  'a %s that succeeded is never reported as not sent, even if the read afterwards fails',
  async (what) => {
    const { client, server } = await world(
      [
        { ...calls.get, call: 'every', answer: { status: 429 } },
        {
          method: 'GET',
          route: '/v2/jobs/:job/runs/:run',
          call: 2,
          answer: { status: 429, headers: { 'retry-after': '999' } },
        },
      ],
      { unusedFaults: true },
    );
    const { runId } = await client.jobs.start(jobId);
    const ask = () => (what === 'cancel' ? client.runs.cancel(jobId, runId) : client.jobs.delete(jobId));
    if (what === 'delete') {
      const run = client.runs;
      await run.wait(jobId, runId, { poll: { firstMs: 200_000, capMs: 200_000 } }).catch(() => undefined);
    }
    expect(await endOf(ask())).toMatchObject({ kind: 'Unavailable', outcome: 'unknown' });
    expect(
      server.ledger.some(({ method, target }) =>
        what === 'delete' ? method === 'DELETE' : /cancel/.test(target),
      ),
    ).toBe(true);
  },
);
