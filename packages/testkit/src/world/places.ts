import type { Socket } from 'node:net';
import type { RawConnection, RawServer } from '@wxdi/simulator/faults';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { startRawServer } from '@wxdi/simulator/faults';
import { certificates } from './certificates.js';

/** Where requests are sent instead of to the service itself. */
export interface Place {
  readonly url: string;
  /** The HTTPS proxy. */
  readonly proxy?: string;
  /** An additional trusted certificate. */
  readonly ca?: string;
  /** Whether requests are forwarded to the service. */
  readonly leadsOn?: true;
  readonly close: () => Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

/** A server that sends this text after a request and closes, or resets the connection, or never answers. */
const place = async (
  greeting?: string,
  hangUp?: 'resetAndDestroy',
  tls?: { readonly key: string; readonly cert: string },
): Promise<Place> => {
  const { url, close } = await startRawServer(
    async ({ socket, request }) => {
      if (greeting === undefined && hangUp === undefined) return;
      await request();
      if (hangUp !== undefined) return void socket[hangUp]();
      socket.end(greeting ?? '');
    },
    tls === undefined ? {} : { tls },
  );
  return { url, close };
};

/** A port with a full backlog that is never accepted: the next connection hangs in the TCP handshake. */
const fullPort = async (): Promise<Place> => {
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
  await wait(50);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      Atomics.store(new Int32Array(shared), 0, 1);
      Atomics.notify(new Int32Array(shared), 0);
      await worker.terminate();
    },
  };
};

const behindProxy = async (greeting?: string, hangUp?: 'resetAndDestroy'): Promise<Place> => {
  const { url, close } = await place(greeting, hangUp);
  return { url: 'https://service.invalid', proxy: url, close };
};

const atTls = async (cert: string, trusted: boolean, host = '127.0.0.1'): Promise<Place> => {
  const { url, close } = await place('', undefined, { key: certificates.key, cert });
  return { url: url.replace('127.0.0.1', host), ...(trusted ? { ca: cert } : {}), close };
};

/** Pipes a connection to a local port, in both directions. */
const pipeTo = (socket: Socket, url: string): void => {
  const { port } = new URL(url);
  const onward = net.connect(Number(port), '127.0.0.1');
  for (const [from, to] of [
    [socket, onward],
    [onward, socket],
  ] as const)
    from
      .on('error', () => undefined)
      .on('close', () => to.destroy())
      .pipe(to);
};

/** The service with TLS. */
const secured = (service: string, cert: string): Promise<RawServer> =>
  startRawServer(({ socket }) => pipeTo(socket, service), {
    tls: { key: certificates.key, cert },
  });

/** The service with TLS, behind a server that fails the first connection. */
const behind = async (
  service: string,
  ca: string,
  handle: (connection: RawConnection, front: RawServer) => void | Promise<void>,
): Promise<{ readonly first: string; readonly place: Omit<Place, 'url'> }> => {
  const front = await secured(service, ca);
  const first = await startRawServer((connection) => handle(connection, front));
  const close = async (): Promise<void> => {
    await first.close();
    await front.close();
  };
  return { first: first.url, place: { ca, leadsOn: true, close } };
};

/** The first connection is reset during the TLS handshake. */
const failingOnce = async (service: string): Promise<Place> => {
  const { first, place } = await behind(service, certificates.selfSigned, ({ socket, number }, { url }) => {
    if (number === 1) socket.resetAndDestroy();
    else pipeTo(socket, url);
  });
  return { ...place, url: first.replace('http:', 'https:') };
};

/** A proxy that refuses the first tunnel and opens the next ones. */
const refusingOnce = async (service: string): Promise<Place> => {
  const { first, place } = await behind(
    service,
    certificates.named,
    async ({ socket, number, request }, { url }) => {
      await request();
      if (number === 1) return void socket.end('HTTP/1.1 502 Bad\r\ncontent-length: 4\r\n\r\nhtml');
      socket.write('HTTP/1.1 200 Fine\r\n\r\n');
      pipeTo(socket, url);
    },
  );
  return { ...place, url: 'https://service.invalid', proxy: first };
};

/** The servers of the table, by the names of their scenes. */
export const places = {
  'name not found': async () => ({ url: 'https://service.invalid', close: nothing }),
  'port refuses': async () => {
    const { url, close } = await place();
    await close();
    return { url, close: nothing };
  },
  'connect hangs': fullPort,
  'TLS hangs': async () => {
    const { url, close } = await place();
    return { url: url.replace('http:', 'https:'), close };
  },
  'proxy 407': () => behindProxy('HTTP/1.1 407 No\r\n\r\n'),
  'proxy 502': () => behindProxy('HTTP/1.1 502 Bad\r\ncontent-length: 4\r\n\r\nhtml'),
  'tunnel reset': () => behindProxy(undefined, 'resetAndDestroy'),
  'handshake fails once': failingOnce,
  'proxy 502 once': refusingOnce,
  'certificate self-signed': () => atTls(certificates.selfSigned, false),
  'certificate expired': () => atTls(certificates.expired, true),
  'certificate of another host': () => atTls(certificates.selfSigned, true, 'localhost'),
} as const satisfies Readonly<Record<string, (service: string) => Promise<Place>>>;
