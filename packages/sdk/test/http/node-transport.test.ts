import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createNodeTransport } from '../../src/http/node-transport.js';
import { always, get, ok, once, post, serve, transport } from './fixtures/node-transport.js';

const head = (...headers: readonly string[]): string => ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n');

describe('a sent request', () => {
  it('consists of the method, the path with its query, the headers and the body, with its length in bytes', async () => {
    let seen: unknown;
    const server = await serve(async ({ socket, request }) => {
      seen = await request();
      socket.end(ok(''));
    });
    await transport()(
      post(`${server.url}/v1/a%20b?limit=5&q=%26`, '{"name":"Ä"}', { headers: { 'X-One': '1' } }),
    );
    expect(seen).toMatchObject({
      method: 'POST',
      target: '/v1/a%20b?limit=5&q=%26',
      headers: {
        'x-one': '1',
        'content-length': '13',
        host: new URL(server.url).host,
        'accept-encoding': 'gzip',
      },
      body: '{"name":"Ä"}',
    });
  });

  it("is framed by the transport, regardless of the caller's headers", async () => {
    let seen: unknown;
    const server = await serve(async ({ socket, request }) => {
      seen = await request();
      socket.end(ok(''));
    });
    const headers = { 'Content-Length': '1', 'Transfer-Encoding': 'chunked', Connection: 'close' };
    await transport()(post(server.url, 'four', { headers }));
    expect(seen).toMatchObject({
      headers: { 'content-length': '4', connection: 'keep-alive' },
      body: 'four',
    });
    expect(seen).not.toHaveProperty('headers.transfer-encoding');
  });

  it('is rejected if a header, the method or the URL cannot be written as HTTP', async () => {
    const server = await serve(always(ok('')));
    const send = transport();
    const { host } = new URL(server.url);
    const outcomes = [
      await send(get(server.url, { headers: { authorization: 'Bearer secret\r\nx: y' } })),
      await send(get(server.url, { headers: { authorization: 'Bearer sécret\u2028' } })),
      await send(get(server.url, { headers: { 'secret name': 'x' } })),
      await send(get(server.url, { method: 'GET / HTTP/1.1\r\n' })),
      await send(get(`http://user:secret@${host}/`)),
      await send(get('ftp://secret/')),
    ];
    for (const outcome of outcomes) expect(outcome).toMatchObject({ failure: 'invalid-request' });
    expect(outcomes.map((outcome) => 'message' in outcome && outcome.message).join()).not.toContain('cret');
    expect(server.connections()).toBe(0);
  });
});

describe('an answer', () => {
  it('consists of status, headers by lower-case name, and the body as text', async () => {
    const server = await serve(
      once(
        'HTTP/1.1 404 Not Found\r\nX-Two: 1\r\nSet-Cookie: a=1\r\nx-two: 2\r\nset-cookie: b\r\n',
        'Content-Length: 3\r\n\r\nâ!',
      ),
    );
    expect(await transport()(get(server.url))).toEqual({
      status: 404,
      headers: { 'x-two': '1, 2', 'set-cookie': 'a=1, b', 'content-length': '3' },
      body: 'â!',
    });
  });

  it('may have headers with the names of inherited members', async () => {
    const server = await serve(once(ok('', '__proto__: a', 'constructor: b')));
    const outcome = await transport()(get(server.url));
    expect('headers' in outcome && outcome.headers['__proto__']).toBe('a');
    expect('headers' in outcome && outcome.headers['constructor']).toBe('b');
  });

  it('is the same in slices of one byte', async () => {
    const server = await serve(async ({ socket, request }) => {
      await request();
      socket.setNoDelay(true);
      for (const byte of Buffer.from(ok('{"emoji":"😀"}', 'x-a: b'))) {
        await new Promise((resolve) => socket.write(Buffer.of(byte), resolve));
      }
    });
    expect(await transport()(get(server.url))).toMatchObject({
      status: 200,
      headers: { 'x-a': 'b' },
      body: '{"emoji":"😀"}',
    });
  });

  it('may follow provisional ones', async () => {
    const server = await serve(
      once('HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n', ok('at last')),
    );
    expect(await transport()(get(server.url))).toMatchObject({ status: 200, body: 'at last' });
  });

  it('may be a redirect, which is not followed', async () => {
    const server = await serve(
      always('HTTP/1.1 307 Elsewhere\r\nlocation: /other\r\ncontent-length: 0\r\n\r\n'),
    );
    expect(await transport()(post(server.url, 'secret'))).toMatchObject({
      status: 307,
      headers: { location: '/other' },
    });
    expect(server.connections()).toBe(1);
  });

  it.each([
    ['to HEAD', 'HEAD', head('content-length: 500', 'content-encoding: gzip')],
    ['with status 204', 'DELETE', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['with status 304', 'GET', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 500\r\n\r\n'],
    ['with an encoding but without content', 'GET', head('content-length: 0', 'content-encoding: gzip')],
  ])('%s has no body and keeps its connection', async (_, method, bytes) => {
    const server = await serve(always(bytes));
    const send = transport();
    expect(await send(get(server.url, { method }))).toMatchObject({ body: '' });
    expect(await send(get(server.url, { method }))).toMatchObject({ body: '' });
    expect(server.connections()).toBe(1);
  });

  it('without a length ends with its connection', async () => {
    const server = await serve(once('HTTP/1.1 200 OK\r\n\r\n', 'until ', 'the end'));
    expect(await transport()(get(server.url))).toMatchObject({ body: 'until the end' });
  });

  it('may arrive before the request is complete, and then the rest is not sent', async () => {
    const body = 'x'.repeat(32 * 1024 * 1024);
    let arrived = 0;
    let resume = (): unknown => undefined;
    const server = await serve(({ socket }) => {
      socket.pause();
      socket.on('data', (chunk) => (arrived += chunk.length));
      socket.write('HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno');
      resume = () => socket.resume();
    });
    expect(await transport()(post(server.url, body))).toMatchObject({ status: 413, body: 'no' });
    resume();
    await server.closed();
    expect(arrived).toBeLessThan(body.length);
  });

  it.each([
    ['gzip', gzipSync],
    ['X-GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (text: string) => Buffer.from(text)],
  ])('in %s is decoded', async (coding, encode) => {
    const text = 'Größe 😀 '.repeat(20_000);
    const bytes = encode(text);
    const server = await serve(
      always(head(`content-length: ${bytes.length}`, `content-encoding: ${coding}`), bytes),
    );
    const send = transport();
    expect(await send(get(server.url))).toMatchObject({ body: text });
    expect(await send(get(server.url))).toMatchObject({ body: text });
    expect(server.connections()).toBe(1);
  });

  it('is returned without its byte order mark and otherwise unchanged', async () => {
    const server = await serve(always(ok('\ufeff{"a":"\u0000\ufeff"}')));
    expect(await transport()(get(server.url))).toMatchObject({ body: '{"a":"\u0000\ufeff"}' });
  });
});

describe('connections', () => {
  it('are reused', async () => {
    const server = await serve(always(ok('hello')));
    const send = transport();
    for (let i = 0; i < 5; i += 1) expect(await send(get(server.url))).toMatchObject({ body: 'hello' });
    expect(server.connections()).toBe(1);
  });

  it('are new for a request with freshConnection, and end with it', async () => {
    const received: unknown[] = [];
    const server = await serve(async ({ socket, request, number }) => {
      for (let next = await request(); next !== undefined; next = await request()) {
        received.push([number, next.headers['connection']]);
        socket.write(ok('hello'));
      }
    });
    const send = transport();
    await send(get(server.url));
    await send(post(server.url, '', { freshConnection: true }));
    await send(post(server.url, '', { freshConnection: true }));
    await send(get(server.url));
    expect(received).toEqual([
      [1, 'keep-alive'],
      [2, 'close'],
      [3, 'close'],
      [1, 'keep-alive'],
    ]);
  });

  it('end when the transport is closed, which can still be used afterwards', async () => {
    const server = await serve(always(ok('hello')));
    const { send, close } = createNodeTransport();
    await send(get(server.url));
    close();
    await server.closed();
    expect(await send(get(server.url))).toMatchObject({ body: 'hello' });
    close();
    await server.closed();
    expect(server.connections()).toBe(2);
  });

  it.each([false, true])(
    'that are in use when the transport is closed end after their answer (fresh: %s)',
    async (freshConnection) => {
      let arrived = (): void => undefined;
      let answer = (): void => undefined;
      const server = await serve(async ({ socket, request }) => {
        await request();
        answer = () => void socket.write(ok('hello'));
        arrived();
      });
      const { send, close } = createNodeTransport();
      const outcome = send(post(server.url, 'x', { freshConnection }));
      await new Promise<void>((resolve) => (arrived = resolve));
      close();
      answer();
      expect(await outcome).toMatchObject({ body: 'hello' });
      await server.closed();
    },
  );

  it('are not reused after a second answer to one request', async () => {
    const server = await serve(async ({ socket, request, number }) => {
      await request();
      socket.write(number === 1 ? ok('first') + ok('again') : ok('second'));
    });
    const send = transport();
    await send(get(server.url));
    expect(await send(get(server.url))).toMatchObject({ body: 'second' });
  });
});
