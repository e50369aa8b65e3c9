import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { get, ok, post, serve, transport } from './fixtures/node-transport.js';

const closes = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));

/** Writes until the peer closes the connection. */
const drip = async (socket: Socket, bytes: string): Promise<void> => {
  while (!socket.destroyed) {
    socket.write(bytes);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

describe('a limit ends', () => {
  it('the wait for an answer', async () => {
    const server = await serve(({ socket }) => void closes(socket));
    expect(await transport({ headersMs: 20 })(get(server.url))).toEqual({
      failure: 'lost',
      message: `no answer from ${new URL(server.url).host} within 0.02 s`,
    });
    await server.closed();
  });

  it('headers that arrive slowly', async () => {
    const server = await serve(async ({ socket, request }) => {
      await request();
      socket.write('HTTP/1.1 200 OK\r\n');
      await drip(socket, 'x: y\r\n');
    });
    expect(await transport({ headersMs: 30 })(get(server.url))).toMatchObject({ failure: 'lost' });
    await server.closed();
  });

  it('provisional answers without end', async () => {
    const server = await serve(async ({ socket, request }) => {
      await request();
      await drip(socket, 'HTTP/1.1 100 Continue\r\n\r\n');
    });
    expect(await transport({ headersMs: 30 })(get(server.url))).toMatchObject({ failure: 'lost' });
    await server.closed();
  });

  it.each([
    ['of known length', 'content-length: 9\r\n\r\nab'],
    ['in chunks', 'transfer-encoding: chunked\r\n\r\n2\r\nab\r\n'],
    ['in gzip', 'content-encoding: gzip\r\ncontent-length: 99\r\n\r\n\x1f'],
    ['that never starts', 'content-length: 9\r\n\r\n'],
  ])('a body %s that stalls', async (_, rest) => {
    const server = await serve(async ({ socket, request }) => {
      await request();
      socket.write(`HTTP/1.1 201 Created\r\n${rest}`);
    });
    expect(await transport({ idleMs: 20 })(get(server.url))).toEqual({
      failure: 'body-lost',
      status: 201,
      message: `the body of the answer from ${new URL(server.url).host} stopped for 0.02 s`,
    });
    await server.closed();
  });

  it('a body that arrives slowly and has no end', async () => {
    const server = await serve(async ({ socket, request }) => {
      await request();
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      await drip(socket, '1\r\nx\r\n');
    });
    expect(await transport({ totalMs: 400, idleMs: 10_000 })(get(server.url))).toMatchObject({
      failure: 'body-lost',
      status: 200,
      message: expect.stringMatching(/was not complete within 0\.4 s$/),
    });
    await server.closed();
  });

  it('a request that the server does not read', async () => {
    const server = await serve(({ socket }) => void socket.pause());
    expect(await transport({ totalMs: 400 })(post(server.url, 'x'.repeat(32 * 1024 * 1024)))).toMatchObject({
      failure: 'lost',
      message: expect.stringMatching(/^the request could not be sent to /),
    });
  });
});

it('the idle limit counts from the last byte, not from the first', async () => {
  const server = await serve(async ({ socket, request }) => {
    await request();
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n');
    for (const byte of 'twelve bytes') {
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.write(byte);
    }
  });
  expect(await transport({ idleMs: 500 })(get(server.url))).toMatchObject({ body: 'twelve bytes' });
});

it('a limit may be infinite', async () => {
  const server = await serve(async ({ socket, request }) => {
    await request();
    socket.end(ok('hello'));
  });
  const never = {
    connectMs: Infinity,
    headersMs: Infinity,
    idleMs: Infinity,
    totalMs: Infinity,
    bodyBytes: Infinity,
  };
  expect(await transport(never)(get(server.url))).toMatchObject({ body: 'hello' });
});
