import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { counted } from '../support/counted-signal.js';
import { always, get, ok, post, serve, transport } from './fixtures/node-transport.js';

/** Number of resources of this kind that keep the process alive. */
const alive = (kind: string): number =>
  process.getActiveResourcesInfo().filter((name) => name === kind).length;

it('a signal that has already fired prevents any connection', async () => {
  const server = await serve(() => undefined);
  const { signal, abort } = counted();
  abort();
  expect(await transport()(get(server.url, { signal }))).toMatchObject({
    failure: 'aborted',
    message: 'the request was aborted',
    cause: { message: 'enough' },
  });
  expect(server.connections()).toBe(0);
});

type Phase = [name: string, answer: string | Buffer, large: boolean];

it.each<Phase>([
  ['immediately', '', false],
  ['before the connection', '', false],
  ['while the request is sent', '', true],
  ['while waiting', '', false],
  ['in the head', 'HTTP/1.1 200 OK\r\nx:', false],
  ['in the body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab', false],
  [
    'in a compressed body',
    Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n'),
      gzipSync('x'.repeat(999)),
    ]),
    false,
  ],
])(
  'a signal that fires %s ends the request immediately and leaves no resource',
  async (phase, answer, large) => {
    const timers = alive('Timeout');
    const { signal, abort, listeners } = counted();
    let seen = (): void => undefined;
    const started = new Promise<void>((resolve) => (seen = resolve));
    const server = await serve(async ({ socket, request }) => {
      if (large) socket.pause();
      else await request();
      socket.write(answer, seen);
    });

    const outcome = transport()(post(server.url, large ? 'x'.repeat(32 * 1024 * 1024) : 'x', { signal }));
    if (phase === 'before the connection') await new Promise((resolve) => process.nextTick(resolve));
    else if (phase !== 'immediately') {
      await started;
      // Waits until the bytes of the server have arrived.
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    abort();
    expect(await outcome).toMatchObject({ failure: 'aborted' });
    expect(listeners()).toBe(0);
    expect(alive('Timeout')).toBeLessThanOrEqual(timers);
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (!large) await server.closed();
    await server.close();
    expect(alive('TCPSocketWrap')).toBe(0);
  },
);

it('an idle connection does not keep the process alive', async () => {
  const timers = alive('Timeout');
  const server = await serve(always(ok('hello')));
  const { signal, listeners } = counted();
  expect(await transport()(get(server.url, { signal }))).toMatchObject({ body: 'hello' });
  expect([server.open(), listeners()]).toEqual([1, 0]);
  // One is the socket of the server; that of the client does not count.
  expect(alive('TCPSocketWrap')).toBe(1);
  expect(alive('Timeout')).toBeLessThanOrEqual(timers);
});

it('thousands of requests under one signal leave no listener and raise no warning', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warn);
  onTestFinished(() => void process.off('warning', warn));

  const server = await serve(always(ok('hello')));
  const { signal, listeners } = counted();
  const send = transport();
  const worker = async (): Promise<void> => {
    for (let i = 0; i < 100; i += 1)
      expect(await send(get(server.url, { signal }))).toMatchObject({ body: 'hello' });
  };
  await Promise.all(Array.from({ length: 30 }, worker));
  await new Promise(setImmediate);
  expect(listeners()).toBe(0);
  expect(warnings).toEqual([]);
  expect(server.connections()).toBe(30);
});
