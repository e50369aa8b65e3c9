import type {
  AttemptEnd,
  AttemptStart,
  HttpRequest,
  HttpResponse,
  Transport,
  TransportFailure,
} from '@wxdi/sdk';
import {
  createNodeTransport,
  credentialOf,
  WxdiError,
  withAuth,
  withRateLimit,
  withRetry,
  withTracing,
} from '@wxdi/sdk';
import { startFaultServer } from '@wxdi/simulator/faults';
import { virtualClock } from '@wxdi/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { get, post } from './fixtures/node-transport.js';

const good: HttpResponse = { status: 200, headers: {}, body: '' };
const request = get('https://x.example/v2/jobs?limit=1&token=secret');

/** Returns one answer after the other, and repeats the last one. */
const scripted = (...outcomes: readonly (HttpResponse | TransportFailure)[]) => {
  const sent: HttpRequest[] = [];
  const send: Transport = async (asked) => {
    sent.push(asked);
    return outcomes[Math.min(sent.length, outcomes.length) - 1] as HttpResponse;
  };
  return { send, sent };
};

describe('the rate limit', () => {
  it('spaces requests evenly', async () => {
    const clock = virtualClock();
    const { send, sent } = scripted(good);
    const limited = withRateLimit({ perSecond: 4 }, clock)(send);
    for (let i = 0; i < 4; i += 1) await limited(request);
    expect(sent).toHaveLength(4);
    expect(clock.slept).toEqual([250, 250, 250]);
  });

  it('allows a burst after a pause, and no larger one after a longer pause', async () => {
    const clock = virtualClock();
    const limited = withRateLimit({ perSecond: 10, burst: 3 }, clock)(scripted(good).send);
    for (let i = 0; i < 4; i += 1) await limited(request);
    expect(clock.slept).toEqual([100]);
    clock.advance(60_000);
    for (let i = 0; i < 4; i += 1) await limited(request);
    expect(clock.slept).toEqual([100, 100]);
  });

  it('keeps the order of concurrent requests', async () => {
    const clock = virtualClock();
    const { send, sent } = scripted(good);
    const limited = withRateLimit({ perSecond: 2 }, clock)(send);
    const urls = ['https://x.example/1', 'https://x.example/2', 'https://x.example/3'];
    await Promise.all(urls.map((url) => limited(get(url))));
    expect(sent.map(({ url }) => url.href)).toEqual(urls);
    expect(clock.slept).toEqual([500, 1000]);
  });

  it('sends nothing for a signal that fires in the queue, and releases the slot', async () => {
    const clock = virtualClock();
    const { send, sent } = scripted(good);
    const limited = withRateLimit({ perSecond: 1 }, clock)(send);
    await limited(request);
    const signal = AbortSignal.abort(new Error('enough'));
    expect(await limited({ ...request, signal })).toMatchObject({ failure: 'aborted', unsent: true });
    expect(sent).toHaveLength(1);
    await limited(request);
    expect(clock.slept).toEqual([1000]);
  });

  it.each([{ perSecond: 0 }, { perSecond: Number.NaN }, { perSecond: 1, burst: 0 }])(
    'rejects %j',
    (limit) => {
      expect(() => withRateLimit(limit)).toThrow(WxdiError);
    },
  );
});

describe('tracing', () => {
  const traced = (...outcomes: readonly (HttpResponse | TransportFailure)[]) => {
    const traces: (AttemptStart | AttemptEnd)[] = [];
    const clock = virtualClock();
    const { send, sent } = scripted(...outcomes);
    const slow: Transport = (asked) => (clock.advance(7), send(asked));
    const tracer = (start: AttemptStart) => {
      traces.push(start);
      return {
        headers: { traceparent: '00-1', accept: 'lost' },
        end: (end: AttemptEnd) => void traces.push(end),
      };
    };
    return { traces, sent, clock, send: withTracing(tracer, clock)(slow) };
  };

  it('reports start and end, without query, headers and body', async () => {
    const { traces, send } = traced({ ...good, status: 503 });
    await send(request);
    expect(traces).toEqual([
      { method: 'GET', host: 'x.example', path: '/v2/jobs', attempt: 1 },
      { durationMs: 7, status: 503 },
    ]);
  });

  it('reports a failure with its kind', async () => {
    const { traces, send } = traced({ failure: 'body-lost', message: 'cut', status: 200 });
    await send(request);
    expect(traces[1]).toEqual({ durationMs: 7, status: 200, failure: { kind: 'body-lost', message: 'cut' } });
  });

  it('can add headers, but cannot replace them', async () => {
    const { sent, send } = traced(good);
    await send({ ...request, headers: { accept: 'json' } });
    expect(sent[0]?.headers).toEqual({ traceparent: '00-1', accept: 'json' });
  });

  it('counts the attempts of a retry', async () => {
    const { traces, clock, send } = traced({ ...good, status: 503 }, { ...good, status: 503 }, good);
    await withRetry({ clock, random: () => 0 })(send)(request);
    expect(traces.filter((entry) => 'attempt' in entry).map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('accepts a tracer that returns nothing', async () => {
    expect(await withTracing(() => undefined)(scripted(good).send)(request)).toBe(good);
  });
});

describe('authentication', () => {
  it('sends the credential to its origin, and sends no request to another origin', async () => {
    const { send, sent } = scripted(good);
    const credential = credentialOf(
      { type: 'bearertoken', token: 't' },
      { origin: 'https://x.example', send },
    );
    const authed = withAuth(credential, 'https://x.example')(send);
    expect(await authed(request)).toBe(good);
    const elsewhere = ['y.example', 'x.example:444', 'x.example.y.example', 'x.example@y.example'];
    for (const url of ['http://x.example/', ...elsewhere.map((host) => `https://${host}/`)])
      expect(await authed(get(url))).toMatchObject({ failure: 'invalid-request' });
    expect(sent.map(({ headers }) => headers['authorization'])).toEqual(['Bearer t']);
  });
});

describe('all transformers together', () => {
  it('make a complete client', async () => {
    const server = await startFaultServer({
      upstream: ({ headers }) => ({ status: 200, body: String(headers['authorization']) }),
      script: [{ answer: { status: 503 } }, { call: 2, wire: { reset: 'start' } }],
    });
    onTestFinished(() => server.close());
    const { send, close } = createNodeTransport();
    onTestFinished(close);
    const credential = credentialOf({ type: 'bearertoken', token: 't' }, { origin: server.url, send });
    const clock = virtualClock();
    const stack = withRetry({ clock })(withAuth(credential, server.url)(withTracing(() => undefined)(send)));
    expect(await stack(get(`${server.url}/a`))).toMatchObject({ status: 200, body: 'Bearer t' });
    expect(server.ledger).toHaveLength(3);
  });

  it('never repeat a write that may have been carried out', async () => {
    const server = await startFaultServer({ script: [{ wire: { reset: 'start' } }] });
    onTestFinished(() => server.close());
    const { send, close } = createNodeTransport();
    onTestFinished(close);
    expect(await withRetry({ clock: virtualClock() })(send)(post(`${server.url}/a`, 'x'))).toMatchObject({
      failure: 'lost',
    });
    expect(server.ledger).toHaveLength(1);
  });
});
