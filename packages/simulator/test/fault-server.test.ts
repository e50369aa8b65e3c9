import type { FaultServer, FaultServerOptions } from '../src/faults.js';
import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFaultServer } from '../src/faults.js';
import { forwardTo } from '../src/faults.js';

const start = async (options: FaultServerOptions): Promise<FaultServer> => {
  const server = await startFaultServer(options);
  onTestFinished(() => server.close().catch(() => undefined));
  return server;
};

/** All bytes received, and how the connection ended; `open` if it stays open. */
const talk = async (
  url: string,
  head = 'GET / HTTP/1.1',
  body = '',
): Promise<{ text: string; end: string }> => {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
  let text = '';
  let end = 'open';
  socket.on('data', (chunk: string) => (text += chunk));
  socket.on('end', () => (end = 'closed'));
  socket.on('error', () => (end = 'reset'));
  socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  await Promise.race([once(socket, 'close').catch(() => undefined), new Promise((r) => setTimeout(r, 300))]);
  socket.destroy();
  return { text, end };
};

const hello = { status: 200, body: 'hello, world' };
const whole = 'HTTP/1.1 200 Scripted\r\ncontent-length: 12\r\n\r\nhello, world';

describe('the script', () => {
  it('meets the n-th request of a method and route; the upstream answers all others', async () => {
    const server = await start({
      upstream: () => hello,
      script: [{ method: 'POST', route: '/v2/jobs/:job/runs', call: 2, answer: { status: 503 } }],
    });
    const calls = [
      'GET /v2/jobs/a/runs',
      'POST /v2/jobs/a/runs?x=1',
      'POST /v2/jobs/a',
      'POST /v2/jobs/b/runs',
    ];
    for (const call of calls) await talk(server.url, `${call} HTTP/1.1`);
    expect(
      server.ledger.map(({ target, processed, fault }) => [target, processed, fault?.answer?.status]),
    ).toEqual([
      ['/v2/jobs/a/runs', true, undefined],
      ['/v2/jobs/a/runs?x=1', true, undefined],
      ['/v2/jobs/a', true, undefined],
      ['/v2/jobs/b/runs', false, 503],
    ]);
    server.verify();
  });

  it('can meet every request', async () => {
    const server = await start({ script: [{ call: 'every', answer: hello }] });
    for (let i = 0; i < 3; i += 1) expect((await talk(server.url)).text).toBe(whole);
    server.verify();
  });

  it('can act after the upstream did the work, and replace its answer', async () => {
    const bodies: string[] = [];
    const server = await start({
      upstream: ({ body }) => {
        bodies.push(body);
        return hello;
      },
      script: [{ processed: true, answer: { status: 504, headers: { 'X-A': 'b' } } }],
    });
    const { text } = await talk(server.url, 'POST /work HTTP/1.1', 'do it');
    expect(text).toBe('HTTP/1.1 504 Scripted\r\nX-A: b\r\ncontent-length: 0\r\n\r\n');
    expect(bodies).toEqual(['do it']);
    expect(server.ledger).toMatchObject([
      { method: 'POST', target: '/work', body: 'do it', processed: true },
    ]);
  });

  it('waits before it answers', async () => {
    const server = await start({ script: [{ delayMs: 30, answer: hello }] });
    const since = performance.now();
    await talk(server.url);
    expect(performance.now() - since).toBeGreaterThanOrEqual(29);
  });
});

describe('the ledger', () => {
  it('fails a test if a fault met no request, and names the fault', async () => {
    const server = await startFaultServer({
      upstream: () => hello,
      script: [{ method: 'GET', route: '/v2/jobs', call: 2, answer: { status: 503 } }],
    });
    await talk(server.url, 'GET /v2/jobs HTTP/1.1');
    await expect(server.close()).rejects.toThrow('GET /v2/jobs, call 2 (503): 1 such requests');
  });

  it('fails a test if a request met neither fault nor upstream', async () => {
    const server = await startFaultServer();
    await talk(server.url, 'GET /unexpected HTTP/1.1');
    await expect(server.close()).rejects.toThrow('neither fault nor upstream: GET /unexpected');
  });

  it('fails a test if its upstream throws', async () => {
    const server = await startFaultServer({
      upstream: () => {
        throw new Error('a wrong upstream');
      },
    });
    await talk(server.url);
    await expect(server.close()).rejects.toThrow('a wrong upstream');
  });
});

describe('the bytes of an answer', () => {
  it.each([
    ['are late', { latencyMs: 10 }, whole, 'open'],
    ['are sent in slices', { sliceBytes: 1 }, whole, 'open'],
    ['are sent in slices with pauses', { sliceBytes: 40, sliceEveryMs: 5 }, whole, 'open'],
    ['stall before the first byte', { stall: 'start' }, '', 'open'],
    ['stall in the body', { stall: 'body' }, whole.slice(0, -6), 'open'],
    ['end in a reset before the first byte', { reset: 'start' }, '', 'reset'],
    ['end in the head', { close: 'head' }, whole.slice(0, 22), 'closed'],
    ['end before the body', { close: 'body-start' }, whole.slice(0, -12), 'closed'],
    ['end after the last byte', { close: 'end' }, whole, 'closed'],
    ['are fewer than announced', { truncate: 5 }, whole.replace('12', '17'), 'closed'],
    ['are not HTTP', { raw: 'SSH-2.0\r\n' }, 'SSH-2.0\r\n', 'closed'],
  ] as const)('%s', async (_, wire, text, end) => {
    const server = await start({ script: [{ answer: hello, wire }] });
    expect(await talk(server.url)).toEqual({ text, end });
    await server.close();
  });

  it('are cut by a reset in the middle of the body', async () => {
    const server = await start({ upstream: () => hello, script: [{ wire: { reset: 'body' } }] });
    const { text, end } = await talk(server.url);
    expect(end).toBe('reset');
    expect(whole.startsWith(text)).toBe(true);
    expect(server.ledger).toMatchObject([{ processed: true }]);
  });
});

it('a server behind it answers requests that meet no fault', async () => {
  const behind = await start({
    upstream: ({ method, target, body, headers }) => ({
      status: 201,
      headers: { 'x-seen': String(headers['x-sent']) },
      body: `${method} ${target} ${body}`,
    }),
  });
  const server = await start({ upstream: forwardTo(behind.url) });
  const { text } = await talk(server.url, 'PUT /a?b=c HTTP/1.1\r\nx-sent: yes', 'body');
  expect(text).toContain('HTTP/1.1 201');
  expect(text).toContain('x-seen: yes');
  expect(text.endsWith('PUT /a?b=c body')).toBe(true);
});
