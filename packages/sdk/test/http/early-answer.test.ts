import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { post, transport } from './fixtures/node-transport.js';

it('a connection ends with an answer that came before the whole request was sent', async () => {
  const body = 'x'.repeat(32 * 1024 * 1024);
  let received = 0;
  let connection: Socket | undefined;
  let ended: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (ended = resolve));
  // Answers after the first bytes, and reads the others only when the test lets it.
  const server = createServer((socket) => {
    connection = socket;
    socket.once('data', () => {
      socket.pause();
      socket.write('HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n');
    });
    socket.on('data', (bytes: Buffer) => {
      received += bytes.length;
      if (received >= body.length) ended();
    });
    socket.on('error', ended);
    socket.on('close', ended);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  expect(await transport()(post(`http://127.0.0.1:${port}/`, body))).toMatchObject({ status: 413 });
  connection?.resume();
  await end;
  expect(received).toBeGreaterThan(0);
  expect(received).toBeLessThan(body.length);
});
