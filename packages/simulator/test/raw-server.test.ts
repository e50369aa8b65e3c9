import type { Socket } from 'node:net';
import { once } from 'node:events';
import net from 'node:net';
import { expect, it } from 'vitest';
import { startRawServer } from '../src/faults.js';

const connect = async (url: string): Promise<Socket> => {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket.setEncoding('utf8');
};

it('returns complete requests, even if they arrive in pieces, and several of one connection in order', async () => {
  const seen: unknown[] = [];
  const server = await startRawServer(async ({ socket, number, request }) => {
    seen.push(number, await request(), await request());
    socket.end('bye');
  });
  const peer = await connect(server.url);
  for (const part of [
    'POST /a?b=c HTTP/1.1\r',
    '\nHost: x\r\nContent-',
    'Length: 4\r\n\r\nä',
    'ö',
    'GET /d HTTP/1.1\r\n\r\n',
  ]) {
    await new Promise<void>((resolve) => peer.write(part, () => resolve()));
  }
  expect(await once(peer, 'data')).toEqual(['bye']);
  expect(seen).toEqual([
    1,
    { method: 'POST', target: '/a?b=c', headers: { host: 'x', 'content-length': '4' }, body: 'äö' },
    { method: 'GET', target: '/d', headers: {}, body: '' },
  ]);
  await server.close();
});

it('returns undefined if the peer closes before it sent a request', async () => {
  let seen: unknown = 'nothing yet';
  const server = await startRawServer(async ({ request }) => {
    seen = await request();
  });
  const peer = await connect(server.url);
  peer.end('GET / HT');
  await server.closed();
  expect(seen).toBeUndefined();
  await server.close();
});

it('counts connections, and closes them when it closes', async () => {
  const server = await startRawServer(() => undefined);
  const peers = [await connect(server.url), await connect(server.url)];
  await once(peers[0]?.end() as Socket, 'close');
  expect([server.connections(), server.open()]).toEqual([2, 1]);
  const ends = once(peers[1]?.resume() as Socket, 'close');
  await server.close();
  await ends;
  expect(server.open()).toBe(0);
});

it('rejects close with the error that a handler threw', async () => {
  const server = await startRawServer(() => {
    throw new Error('a wrong test');
  });
  const peer = await connect(server.url);
  await once(peer.resume(), 'close');
  await expect(server.close()).rejects.toThrow('a wrong test');
});
