import type { Auth } from '@wxdi/sdk';
import type { Fault, Upstream } from '@wxdi/testkit';
import { describe, expect, it } from 'vitest';
import { calls, endOf, inWords, service, world } from './world.js';

const json = { 'content-type': 'application/json' };
const tokenCall = { method: 'POST', route: '/icp4d-api/v1/authorize' } as const;

/** A cluster: it gives tokens by number, and takes only the newest. */
const cluster = () => {
  let issued = 0;
  const upstream: Upstream = (request) => {
    if (request.target === tokenCall.route) {
      issued += 1;
      return { status: 200, headers: json, body: JSON.stringify({ token: `t${issued}` }) };
    }
    return request.headers['authorization'] === `Bearer t${issued}` ? service(request) : { status: 401 };
  };
  return { upstream, issued: () => issued, revoke: () => (issued += 1) };
};

const ada: Auth = { type: 'cp4d', username: 'ada', password: 'pass-word' };
const over = async (script: readonly Fault[] = []) => {
  const { upstream, ...rest } = cluster();
  const made = await world(script, { auth: ada }, upstream);
  const asked = (): number => made.server.ledger.filter(({ target }) => target === tokenCall.route).length;
  return { ...made, ...rest, asked };
};

describe('39 a token that is refused in the middle', () => {
  it.each(['get', 'start'] as const)('is renewed once, and the call goes through: %s', async (call) => {
    const { client, revoke, asked, sent } = await over();
    await client.jobs.get('job-1');
    const before = sent(call);
    revoke();
    expect(inWords(await endOf(client.jobs[call]('job-1')))).toBe('well');
    expect([asked(), sent(call) - before]).toEqual([2, 2]);
  });

  it('is renewed once for two hundred callers', async () => {
    const { client, revoke, asked } = await over();
    await client.jobs.get('job-1');
    revoke();
    const ends = await Promise.all(Array.from({ length: 200 }, () => endOf(client.jobs.get('job-1'))));
    expect(ends.every((end) => end === 'well')).toBe(true);
    expect(asked()).toBe(2);
  });
});

it('40 a service that refuses every token is asked twice, and the token service too', async () => {
  const { client, asked, sent } = await over([{ ...calls.start, call: 'every', answer: { status: 401 } }]);
  expect(inWords(await endOf(client.jobs.start('job-1')))).toBe('NotPermitted, not-sent');
  expect([asked(), sent('start')]).toEqual([2, 2]);
});

it('41 a token that ends between two calls is renewed before the second', async () => {
  const { client, clock, asked, sent } = await over();
  await client.jobs.get('job-1');
  clock.advance(9 * 3_600_000);
  await client.jobs.get('job-1');
  expect([asked(), sent('get')]).toEqual([2, 2]);
});

describe('42 a token service on a bad day', () => {
  it.each<[string, Fault]>([
    ['429', { answer: { status: 429 } }],
    ['500', { answer: { status: 500 } }],
    ['garbage', { answer: { status: 200, body: '<html>' } }],
    ['no token', { answer: { status: 200, body: '{"token":null}' } }],
    ['a reset', { wire: { reset: 'start' } }],
    ['an answer that is cut', { wire: { truncate: 3 } }],
    ['no answer', { wire: { stall: 'start' } }],
  ])('is asked again after %s, and the start is sent once', async (_, fault) => {
    const { client, asked, sent } = await over([{ ...tokenCall, ...fault }]);
    expect(inWords(await endOf(client.jobs.start('job-1')))).toBe('well');
    expect([asked(), sent('start')]).toEqual([2, 1]);
  });

  it.each([307, 401, 404])('is not asked again after %i', async (status) => {
    const answer = { status, headers: { location: '/elsewhere' } };
    const { client, asked, sent } = await over([{ ...tokenCall, answer }]);
    expect(inWords(await endOf(client.jobs.start('job-1')))).toBe('NotPermitted, rejected');
    expect([asked(), sent('start')]).toEqual([1, 0]);
  });

  it('leaves a start unsent when it stays away', async () => {
    const { client, sent } = await over([{ ...tokenCall, call: 'every', answer: { status: 503 } }]);
    expect(inWords(await endOf(client.jobs.start('job-1')))).toBe('Unavailable, not-sent');
    expect(sent('start')).toBe(0);
  });
});

it('43 two hundred callers without a token ask for one', async () => {
  const { client, asked } = await over();
  await Promise.all(Array.from({ length: 200 }, () => client.jobs.get('job-1')));
  expect(asked()).toBe(1);
});
