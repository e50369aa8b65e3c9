import type { HttpRequest, Limits } from '@wxdi/sdk';
import { createClient, fetchTransport } from '@wxdi/sdk';
import { gzipSync } from 'node:zlib';
import { startFaultServer } from '@wxdi/simulator/faults';
import { certificates, virtualClock } from '@wxdi/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { always, get, ok, once, post, serve } from './fixtures/node-transport.js';

const head = (...headers: readonly string[]): string => ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n');
const send = (request: HttpRequest, limits: Partial<Limits> = {}) => fetchTransport({ limits })(request);

describe('an answer over fetch', () => {
  it('consists of status, headers by lower-case name, and the body as text', async () => {
    let seen: unknown;
    const server = await serve(async ({ socket, request }) => {
      seen = await request();
      socket.end(ok('\ufeff{"a":"ä😀"}', 'X-Two: 1', 'x-two: 2'));
    });
    const outcome = await send(post(`${server.url}/a%20b?c=d`, '{"ö":1}', { headers: { 'X-One': '1' } }));
    expect(outcome).toMatchObject({ status: 200, headers: { 'x-two': '1, 2' }, body: '{"a":"ä😀"}' });
    expect(seen).toMatchObject({
      method: 'POST',
      target: '/a%20b?c=d',
      headers: { 'x-one': '1' },
      body: '{"ö":1}',
    });
  });

  it('may be a redirect, which is not followed', async () => {
    const server = await serve(always('HTTP/1.1 307 There\r\nlocation: /other\r\ncontent-length: 0\r\n\r\n'));
    expect(await send(post(server.url, 'secret'))).toMatchObject({
      status: 307,
      headers: { location: '/other' },
    });
  });

  it('may have no body', async () => {
    const server = await serve(always('HTTP/1.1 204 No Content\r\n\r\n'));
    expect(await send(get(server.url, { method: 'DELETE' }))).toMatchObject({ status: 204, body: '' });
  });
});

describe('without a connection, nothing was sent', () => {
  it('when the port is closed', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect(await send(get(server.url))).toMatchObject({ failure: 'no-connection' });
  });

  it('when the name does not exist', async () => {
    expect(await send(get('http://wxdi.invalid/'))).toMatchObject({ failure: 'name-not-found' });
  });

  it('when the certificate is not accepted', async () => {
    const tls = { key: certificates.key, cert: certificates.selfSigned };
    const server = await serve(always(ok('')), { tls });
    expect(await send(get(server.url))).toMatchObject({ failure: 'certificate' });
  });

  it('when the request cannot be written as HTTP, and no secret is in the error', async () => {
    const outcomes = [
      await send(get('https://x.example/', { headers: { authorization: 'Bearer secret\r\nx: y' } })),
      await send(get('https://user:secret@x.example/')),
      await send(get('ftp://x.example/')),
    ];
    for (const outcome of outcomes) expect(outcome).toMatchObject({ failure: 'invalid-request' });
    expect(JSON.stringify(outcomes)).not.toContain('secret');
  });

  it('when the signal has already fired', async () => {
    const outcome = await send(get('https://x.example/', { signal: AbortSignal.abort('why') }));
    expect(outcome).toEqual({
      failure: 'aborted',
      message: 'the request was aborted',
      unsent: true,
      cause: 'why',
    });
  });
});

describe('an attempt over fetch is lost', () => {
  it.each([
    ['reset', { reset: 'start' }],
    ['closed', { close: 'start' }],
    ['truncated in its head', { close: 'head' }],
    ['not HTTP', { raw: 'SSH-2.0\r\n' }],
  ] as const)('when the answer is %s', async (_, wire) => {
    const server = await startFaultServer({ script: [{ wire, call: 'every' }] });
    onTestFinished(() => server.close());
    expect(await send(post(server.url, 'x'))).toMatchObject({ failure: 'lost' });
  });

  it('when the answer does not arrive in time', async () => {
    const server = await startFaultServer({ script: [{ wire: { stall: 'start' } }] });
    onTestFinished(() => server.close());
    expect(await send(post(server.url, 'x'), { connectMs: 10, headersMs: 20 })).toMatchObject({
      failure: 'lost',
      message: `no answer from ${new URL(server.url).host} within 0.03 s`,
    });
    await server.closed();
  });

  it('when its signal fires, which is reported as aborted', async () => {
    const control = new AbortController();
    const server = await serve(async ({ request }) => {
      await request();
      control.abort('enough');
    });
    const outcome = await send(post(server.url, 'x', { signal: control.signal }));
    expect(outcome).toEqual({ failure: 'aborted', message: 'the request was aborted', cause: 'enough' });
    await server.closed();
  });
});

describe('a body over fetch is lost', () => {
  it.each([
    ['it is truncated', [head('content-length: 9'), 'cut'], /was truncated$/],
    ['its last chunk is missing', [head('transfer-encoding: chunked'), '3\r\ncut\r\n'], /was truncated$/],
    ['it is not UTF-8', [head('content-length: 3'), Buffer.of(0x22, 0xff, 0x22)], /is not UTF-8$/],
    ['its end is not UTF-8', [head('content-length: 2'), Buffer.of(0x22, 0xe2)], /is not UTF-8$/],
    ['it is too large', [ok('x'.repeat(101))], /larger than the limit of 100 bytes$/],
    [
      'it is a decompression bomb',
      [head('content-encoding: gzip'), gzipSync(Buffer.alloc(5_000_000))],
      /larger than the limit/,
    ],
  ])('when %s', async (_, parts, message) => {
    const server = await serve(once(...parts));
    expect(await send(get(server.url), { bodyBytes: 100 })).toMatchObject({
      failure: 'body-lost',
      status: 200,
      message: expect.stringMatching(message),
    });
  });

  it('when it stalls, or does not end', async () => {
    const server = await startFaultServer({
      script: [
        { answer: { status: 201, body: 'hello' }, wire: { stall: 'body' } },
        { call: 2, answer: { status: 200, body: 'hello' }, wire: { sliceBytes: 1, sliceEveryMs: 5 } },
      ],
    });
    onTestFinished(() => server.close());
    expect(await send(get(server.url), { idleMs: 20 })).toMatchObject({ failure: 'body-lost', status: 201 });
    expect(await send(get(server.url), { totalMs: 60 })).toMatchObject({
      message: expect.stringMatching(/no complete answer from .* within 0\.06 s$/),
    });
  });
});

it('a client works over fetch, and never starts a run twice', async () => {
  const server = await startFaultServer({
    upstream: () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"results":[]}',
    }),
    script: [
      { method: 'GET', wire: { reset: 'start' } },
      { method: 'POST', wire: { reset: 'start' } },
    ],
  });
  onTestFinished(() => server.close());
  const client = createClient({
    url: server.url,
    project: 'p',
    auth: { type: 'noauth' },
    transport: fetchTransport(),
    clock: virtualClock(),
  });
  expect(await client.jobs.list().toArray()).toEqual([]);
  await expect(client.jobs.start('job-1')).rejects.toMatchObject({ kind: 'OutcomeUnknown' });
  expect(server.ledger.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
