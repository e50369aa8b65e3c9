import type { HttpRequest, HttpResponse } from '@wxdi/sdk';
import { withRetry } from '@wxdi/sdk';
import { virtualClock } from '@wxdi/testkit';
import { describe, expect, it } from 'vitest';
import { answer } from '../support/fake-network.js';

const request = (path: string, signal?: AbortSignal): HttpRequest => ({
  method: 'GET',
  effect: 'read',
  url: new URL(`https://service.example/v2/${path}`),
  headers: {},
  signal,
});

/** A service that refuses the first request with a 429, and notes when each is sent. */
const world = (headers: Record<string, string>) => {
  const clock = virtualClock();
  const sent: string[] = [];
  const first: HttpResponse[] = [answer(429, '', headers)];
  const send = withRetry({ clock, random: () => 0.5 })(async ({ url }) => {
    sent.push(`${url.pathname.slice(4)} at ${clock.monotonic()}`);
    return first.shift() ?? answer(200);
  });
  return { clock, sent, send };
};

describe('a 429 with Retry-After', () => {
  it('holds all requests of the client, not only the one that met it', async () => {
    const { send, sent, clock } = world({ 'retry-after': '30' });
    const refused = send(request('a'));
    await new Promise(setImmediate);
    expect(sent).toEqual(['a at 0']);
    await Promise.all([refused, send(request('b')), send(request('c'))]);
    expect(sent.slice(1).toSorted()).toEqual(['a at 30000', 'b at 30000', 'c at 30000']);
    await send(request('d'));
    expect([sent.at(-1), clock.pending()]).toEqual(['d at 30000', 0]);
  });

  it('is kept by a request whose caller aborts: it is not sent', async () => {
    const { send, sent, clock } = world({ 'retry-after': '30' });
    const release = clock.hold();
    const refused = send(request('a'));
    await new Promise(setImmediate);
    const stop = new AbortController();
    const held = send(request('b', stop.signal));
    await new Promise(setImmediate);
    stop.abort('enough');
    expect(await held).toMatchObject({ failure: 'aborted', unsent: true, cause: 'enough' });
    release();
    await refused;
    expect(sent).toEqual(['a at 0', 'a at 30000']);
  });

  it.each([
    ['without a time', {}],
    ['that asks for longer than is accepted', { 'retry-after': '100000' }],
  ])('%s holds no other request', async (_, headers: Record<string, string>) => {
    const { send, sent } = world(headers);
    const refused = send(request('a'));
    await new Promise(setImmediate);
    await send(request('b'));
    expect(sent[1]).toBe('b at 0');
    await refused;
  });
});
