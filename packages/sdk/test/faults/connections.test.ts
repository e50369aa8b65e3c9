import type { HttpResponse } from '@wxdi/sdk';
import { startRawServer } from '@wxdi/testkit';
import { createClient } from '@wxdi/sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { virtualClock } from '@wxdi/testkit';
import { calls, endOf, inWords, world } from './world.js';

const clientOf = (url: string) => {
  const clock = virtualClock();
  const client = createClient({
    url,
    project: 'p',
    auth: { type: 'noauth' },
    limits: { connectMs: 50 },
    clock,
  });
  onTestFinished(() => client.close());
  return { client, clock };
};

describe('without a connection nothing was sent, not even by a start', () => {
  it.each(['get', 'start'] as const)('1 a name that does not exist: %s', async (call) => {
    const { client, clock } = clientOf('https://wxdi.invalid');
    expect(inWords(await endOf(client.jobs[call]('job-1')))).toBe('Unavailable, not-sent');
    expect(clock.slept).toHaveLength(3);
  });

  it.each(['get', 'start'] as const)('2 a port that refuses: %s', async (call) => {
    const server = await startRawServer(() => undefined);
    await server.close();
    const { client, clock } = clientOf(server.url);
    expect(inWords(await endOf(client.jobs[call]('job-1')))).toBe('Unavailable, not-sent');
    expect(clock.slept).toHaveLength(3);
  });

  it.each(['get', 'start'] as const)('4 a TLS handshake that hangs: %s', async (call) => {
    const server = await startRawServer(() => undefined);
    onTestFinished(() => server.close());
    const { client } = clientOf(server.url.replace('http:', 'https:'));
    expect(inWords(await endOf(client.jobs[call]('job-1')))).toBe('Unavailable, not-sent');
    expect(server.connections()).toBe(4);
  });
});

describe('7 a kept connection that has died', () => {
  it('costs a read one more attempt', async () => {
    const { client, sent } = await world([{ ...calls.get, call: 2, wire: { reset: 'start' } }]);
    await client.jobs.get('job-1');
    expect(inWords(await endOf(client.jobs.get('job-1')))).toBe('well');
    expect(sent('get')).toBe(3);
  });

  it('never carries a start, which has a connection of its own', async () => {
    // Two starts with chance standing still would have one key, and so be one.
    const { client, server } = await world([], { random: Math.random });
    await client.jobs.get('job-1');
    await client.jobs.start('job-1');
    await client.jobs.start('job-1');
    const starts = server.ledger
      .filter(({ method }) => method === 'POST')
      .map(({ connection }) => connection);
    const others = server.ledger
      .filter(({ method }) => method !== 'POST')
      .map(({ connection }) => connection);
    expect(new Set(starts).size).toBe(2);
    expect(others.some((connection) => starts.includes(connection))).toBe(false);
  });
});

describe('38 redirects', () => {
  const to = (location: string): HttpResponse => ({ status: 307, headers: { location }, body: '' });

  it('of a read are followed on the same origin, with the credential', async () => {
    const { client, server } = await world([
      { ...calls.get, answer: to('/v2/jobs/job-2?project_id=project-1') },
    ]);
    expect(inWords(await endOf(client.jobs.get('job-1')))).toBe('well');
    expect(server.ledger.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ]);
  });

  it('of a read never lead the credential to another origin', async () => {
    const other = await startRawServer(() => undefined);
    onTestFinished(() => other.close());
    const { client, sent } = await world([{ ...calls.get, answer: to(`${other.url}/v2/jobs/job-1`) }]);
    expect(inWords(await endOf(client.jobs.get('job-1')))).toBe('Refused, rejected');
    expect(sent('get')).toBe(1);
    expect(other.connections()).toBe(0);
  });

  it('in a circle end', async () => {
    const { client, sent } = await world([
      { ...calls.get, call: 'every', answer: to('/v2/jobs/job-1?project_id=project-1') },
    ]);
    expect(inWords(await endOf(client.jobs.get('job-1')))).toBe('Refused, rejected');
    expect(sent('get')).toBe(1);
  });

  it('of a start are not followed', async () => {
    const { client, sent } = await world([{ ...calls.start, answer: to('/v2/jobs/job-1/runs') }]);
    expect(inWords(await endOf(client.jobs.start('job-1')))).toBe('Refused, rejected');
    expect(sent('start')).toBe(1);
  });
});
