import type { Scene } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { Worker } from 'node:worker_threads';
import { startRawServer } from '@wxdi/testkit';
import { expect, onTestFinished } from 'vitest';
import { plain } from './scene.js';
import { calls } from './world.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../http/fixtures/${name}`, import.meta.url), 'utf8');
const key = fixture('test-only-key.pem');
const limits = { connectMs: 50 };

/** A server that says what it is told to, or nothing, and hangs up if asked to. */
const place = async (greeting?: string, hangUp?: 'resetAndDestroy', tls?: { key: string; cert: string }) => {
  const server = await startRawServer(
    async ({ socket, request }) => {
      if (greeting === undefined && hangUp === undefined) return;
      await request();
      if (hangUp !== undefined) return void socket[hangUp]();
      socket.end(greeting ?? '');
    },
    tls === undefined ? {} : { tls },
  );
  onTestFinished(() => server.close());
  return server;
};

/** A port whose queue of connections is full and never served: the next one hangs in the handshake of TCP. */
const crowdedPort = async (): Promise<number> => {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(workerData), 0, 0);
    });`;
  const shared = new SharedArrayBuffer(4);
  const worker = new Worker(code, { eval: true, workerData: shared });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const sockets = Array.from({ length: 4 }, () =>
    net.connect(port, '127.0.0.1').on('error', () => undefined),
  );
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    Atomics.store(new Int32Array(shared), 0, 1);
    Atomics.notify(new Int32Array(shared), 0);
    await worker.terminate();
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return port;
};

const behindProxy = async (greeting?: string, hangUp?: 'resetAndDestroy') => {
  const { url } = await place(greeting, hangUp);
  return { url: 'https://service.invalid', proxy: { httpsProxy: url } };
};

const atTls = async (cert: string, trusted: boolean, host = '127.0.0.1') => {
  const pem = fixture(cert);
  const { url } = await place('', undefined, { key, cert: pem });
  return { url: url.replace('127.0.0.1', host), ...(trusted ? { tls: { ca: pem } } : {}) };
};

export const places = {
  'name not found': { options: () => ({ url: 'https://service.invalid' }) },
  'port refuses': {
    options: async () => {
      const { url, close } = await startRawServer(() => undefined);
      await close();
      return { url };
    },
  },
  'connect hangs': { options: async () => ({ url: `http://127.0.0.1:${await crowdedPort()}`, limits }) },
  'TLS hangs': {
    options: async () => ({ url: (await place()).url.replace('http:', 'https:'), limits }),
  },
  'kept connection': {
    script: (call) => (call === 'read' ? [{ ...calls.get, call: 2, wire: { reset: 'start' } }] : []),
    act: async (world, call) => {
      await world.client.jobs.get('job-1');
      await plain(world, call);
      const of = (method: string) =>
        world.server.ledger.filter((seen) => seen.method === method).map(({ connection }) => connection);
      for (const connection of of('POST')) expect(of('GET')).not.toContain(connection);
    },
  },
  'proxy 407': { options: () => behindProxy('HTTP/1.1 407 No\r\n\r\n') },
  'proxy 502': { options: () => behindProxy('HTTP/1.1 502 Bad\r\ncontent-length: 4\r\n\r\nhtml') },
  'tunnel reset': { options: () => behindProxy(undefined, 'resetAndDestroy') },
  'certificate self-signed': { options: () => atTls('self-signed-cert.pem', false) },
  'certificate expired': { options: () => atTls('expired-cert.pem', true) },
  'certificate of another host': { options: () => atTls('self-signed-cert.pem', true, 'localhost') },
} satisfies Partial<Record<Scene, ScenePlay>>;
