import type { Socket } from 'node:net';
import { spawn } from 'node:child_process';
import { once as event } from 'node:events';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { always, get, ok, once, post, serve, transport } from './fixtures/node-transport.js';

const head = (...headers: readonly string[]): string => ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n');
const gzipped = (bytes: Buffer): [string, Buffer] => [
  head(`content-length: ${bytes.length}`, 'content-encoding: gzip'),
  bytes,
];

describe('without a connection', () => {
  it('reports that a name does not exist', async () => {
    const outcome = await transport()(get('http://wxdi.invalid:81/path?token=secret'));
    expect(outcome).toMatchObject({ failure: 'name-not-found' });
    expect(outcome).toHaveProperty(
      'message',
      expect.stringMatching(/^the name wxdi\.invalid was not found \(E/),
    );
  });

  it.each(['127.0.0.1', 'localhost', '[::1]'])('reports a closed port of %s', async (host) => {
    const server = await serve(() => undefined);
    const { port } = new URL(server.url);
    await server.close();
    expect(await transport()(get(`http://${host}:${port}/`))).toMatchObject({ failure: 'no-connection' });
  });

  it('reports a refused connection with host and port only', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const request = get(`${server.url}/path?token=secret`, { headers: { authorization: 'secret' } });
    expect(await transport()(request)).toMatchObject({
      failure: 'no-connection',
      message: `connection refused by ${new URL(server.url).host}`,
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it.runIf(process.platform === 'linux')(
    'stops at the connect limit if a host does not accept connections',
    async () => {
      // A process that listens and then sleeps forever: when its queue is full, the kernel stops answering.
      const script = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
      require('fs').writeSync(1, String(this.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    })`;
      const unresponsive = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      onTestFinished(() => void unresponsive.kill('SIGKILL'));
      const port = Number(String((await event(unresponsive.stdout, 'data'))[0]));
      const queue: Socket[] = [];
      onTestFinished(() => queue.forEach((socket) => socket.destroy()));
      for (let full = false; !full;) {
        const socket = net.connect(port, '127.0.0.1');
        queue.push(socket);
        full = await Promise.race([
          event(socket, 'connect').then(() => false),
          // One more turn of the event loop, for a connection that is established but not reported yet.
          new Promise<boolean>((resolve) => setTimeout(() => setImmediate(resolve, true), 100)),
        ]);
      }
      expect(await transport({ connectMs: 50 })(get(`http://127.0.0.1:${port}`))).toEqual({
        failure: 'no-connection',
        message: `no connection to 127.0.0.1:${port} within 0.05 s`,
      });
    },
  );
});

describe('without an answer, the request is lost', () => {
  it.each([
    [
      'the connection is reset',
      (socket: Socket) => socket.resetAndDestroy(),
      /was lost before an answer \(ECONNRESET\)$/,
    ],
    [
      'the connection is closed',
      (socket: Socket) => socket.end(),
      /closed the connection without an answer$/,
    ],
    [
      'the head is truncated',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nx-a: b\r\n'),
      /without an answer$/,
    ],
    [
      'the head is truncated by a reset',
      (socket: Socket) => socket.write('HTTP/1.1 200', () => socket.resetAndDestroy()),
      // Whether the reset or the end of the connection is seen first differs by version.
      /(before|without) an answer/,
    ],
    ['the answer is not HTTP', (socket: Socket) => socket.end('SSH-2.0-OpenSSH\r\n'), /is not HTTP \(HPE_/],
    [
      'the answer has two lengths',
      (socket: Socket) => socket.end(head('content-length: 1', 'content-length: 2')),
      /is not HTTP/,
    ],
    [
      'the headers are too large',
      (socket: Socket) => socket.end(head(`x: ${'y'.repeat(100_000)}`)),
      /headers .* are too large$/,
    ],
    [
      'the protocol is switched',
      (socket: Socket) => socket.write('HTTP/1.1 101 Switch\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      /./,
    ],
  ])('when %s', async (_, answer, message) => {
    const server = await serve(async ({ socket, request }) => {
      await request();
      answer(socket);
    });
    const outcome = await transport({ totalMs: 5_000 })(post(`${server.url}/?token=secret`, 'x'));
    expect(outcome).toMatchObject({ failure: 'lost' });
    expect(outcome.status).toBeUndefined();
    expect(outcome).toHaveProperty('message', expect.stringMatching(message));
    expect(outcome).not.toHaveProperty('cause.rawPacket');
    await server.closed();
  });

  it('also when an idle connection was closed by the server', async () => {
    const server = await serve(async ({ socket, request }) => {
      await request();
      socket.write(ok('alive'));
      await request();
      socket.resetAndDestroy();
    });
    const send = transport();
    expect(await send(get(server.url))).toMatchObject({ body: 'alive' });
    expect(await send(get(server.url))).toMatchObject({ failure: 'lost' });
    expect(server.connections()).toBe(1);
  });
});

describe('after the head, the body is lost', () => {
  const cut = /^the body of the answer from 127\.0\.0\.1:\d+ was truncated/;
  const corrupt = gzipSync('x'.repeat(1_000));
  corrupt.fill(0xff, 12, 20);

  it.each<[string, readonly (string | Buffer)[], RegExp]>([
    ['it is shorter than announced', [head('content-length: 9'), 'cut'], cut],
    ['it is longer than announced', [head('content-length: 2'), 'long'], /violates HTTP/],
    ['its last chunk is missing', [head('transfer-encoding: chunked'), '3\r\ncut\r\n'], cut],
    ['a chunk is malformed', [head('transfer-encoding: chunked'), 'zz\r\n'], /violates HTTP/],
    ['it is not UTF-8', [head('content-length: 3'), Buffer.of(0x22, 0xff, 0x22)], /is not UTF-8$/],
    [
      'it contains a lone surrogate',
      [head('content-length: 3'), Buffer.of(0xed, 0xa0, 0x80)],
      /is not UTF-8$/,
    ],
    ['it is not gzip', gzipped(Buffer.from('plain')), /is not valid gzip$/],
    ['its gzip is corrupt', gzipped(corrupt), /is not valid gzip$/],
    ['its gzip is truncated', gzipped(gzipSync('hello').subarray(0, -9)), /is not valid gzip$/],
    [
      'its gzip and its connection are truncated',
      [head('content-encoding: gzip', 'content-length: 99'), gzipSync('hi')],
      cut,
    ],
    [
      'its encoding is unknown',
      [head('content-encoding: zstd', 'content-length: 1'), 'x'],
      /has an unsupported encoding$/,
    ],
    ['it is too large', [ok('x'.repeat(101))], /is larger than the limit of 100 bytes$/],
    [
      'it is too large and has no end',
      [head(), 'x'.repeat(100_000)],
      /is larger than the limit of 100 bytes$/,
    ],
    [
      'it is a decompression bomb',
      gzipped(gzipSync(Buffer.alloc(50_000_000))),
      /is larger than the limit of 100 bytes$/,
    ],
  ])('when %s', async (_, parts, message) => {
    const server = await serve(once(...parts));
    const outcome = await transport({ bodyBytes: 100, totalMs: 5_000 })(get(`${server.url}/?token=secret`));
    expect(outcome).toMatchObject({ failure: 'body-lost', status: 200 });
    expect(outcome).toHaveProperty('message', expect.stringMatching(message));
    await server.closed();
  });

  it('when it is truncated by a reset', async () => {
    const server = await serve(async ({ socket, request }) => {
      await request();
      socket.write(head('content-length: 9') + 'cut', () => socket.resetAndDestroy());
    });
    // If the reset arrives before the head was read, nothing of the answer is seen.
    expect(await transport()(get(server.url))).toMatchObject({
      failure: expect.stringMatching(/^(body-)?lost$/),
    });
  });

  it('but a body of exactly the limit is returned', async () => {
    const server = await serve(always(ok('x'.repeat(100))));
    expect(await transport({ bodyBytes: 100 })(get(server.url))).toMatchObject({ body: 'x'.repeat(100) });
  });
});
