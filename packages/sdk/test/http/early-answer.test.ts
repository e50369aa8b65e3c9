import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { post, transport } from './fixtures/node-transport.js';

it('a connection is not used again after an answer that came before the whole request was sent', async () => {
  const heads: string[] = [];
  // Reads only the first bytes of each connection, and answers at once.
  const server = createServer((socket) => {
    socket.once('data', (bytes: Buffer) => {
      socket.pause();
      heads.push(bytes.subarray(0, 4).toString());
      socket.write('HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n');
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;

  const send = transport({ totalMs: 5_000 });
  const body = 'x'.repeat(32 * 1024 * 1024);
  expect(await send(post(url, body))).toMatchObject({ status: 413 });
  expect(await send(post(url, 'second'))).toMatchObject({ status: 413 });
  expect(heads).toEqual(['POST', 'POST']);
});
