import type { AddressInfo, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';

/** A request as received. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  /** By lower-case name; if a name appears twice, the last value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One connection, controlled by the test. */
export interface RawConnection {
  /** Starts at 1. */
  readonly number: number;
  /** To send the answer byte by byte: `write`, `end`, `destroy`, or `resetAndDestroy` on a server without TLS. */
  readonly socket: Socket;
  /** The next complete request; `undefined` if the peer closes the connection before. */
  readonly request: () => Promise<RawRequest | undefined>;
}

export interface RawServer {
  /** Origin, without a trailing slash. */
  readonly url: string;
  /** Number of connections accepted so far. */
  readonly connections: () => number;
  /** Number of connections that are open. */
  readonly open: () => number;
  /** Resolves when all connections that are open now are closed. */
  readonly closed: () => Promise<void>;
  /** Closes all connections; rejects with the first error that a handler threw. */
  readonly close: () => Promise<void>;
}

export interface RawServerOptions {
  /** Key and certificate, for TLS. */
  readonly tls?: TlsOptions;
}

const headEnd = '\r\n\r\n';

const parseHead = (head: string): Omit<RawRequest, 'body'> => {
  const [first = '', ...lines] = head.split('\r\n');
  const [method = '', target = ''] = first.split(' ');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { method, target, headers: Object.fromEntries(headers) };
};

const requestReader = (socket: Socket): (() => Promise<RawRequest | undefined>) => {
  let held = Buffer.alloc(0);
  let ended = false;
  let wake = (): void => undefined;
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    wake();
  });
  const end = (): void => {
    ended = true;
    wake();
  };
  socket.on('end', end);
  socket.on('close', end);

  const take = (): RawRequest | undefined => {
    const at = held.indexOf(headEnd);
    if (at === -1) return undefined;
    const head = parseHead(held.toString('latin1', 0, at));
    if (head.headers['transfer-encoding'] !== undefined)
      throw new Error('the raw server does not support chunked requests');
    const start = at + headEnd.length;
    const stop = start + Number(head.headers['content-length'] ?? 0);
    if (held.length < stop) return undefined;
    const body = held.toString('utf8', start, stop);
    held = held.subarray(stop);
    return { ...head, body };
  };

  return async () => {
    for (;;) {
      const request = take();
      if (request !== undefined || ended) return request;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
};

/**
 * A server on loopback that leaves every byte to the test: the handler gets each connection, and answers or does not.
 * The server itself never closes a connection.
 *
 * @example
 * const server = await startRawServer(async ({ socket, request }) => {
 *   await request();
 *   socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\ncut');
 * });
 */
export const startRawServer = async (
  handler: (connection: RawConnection) => void | Promise<void>,
  options: RawServerOptions = {},
): Promise<RawServer> => {
  const sockets = new Set<Socket>();
  let accepted = 0;
  let fault: { readonly error: unknown } | undefined;

  const serve = async (socket: Socket): Promise<void> => {
    // Connections break on purpose; without a listener, 'error' would end the process.
    socket.on('error', () => undefined);
    const number = accepted;
    try {
      await handler({ number, socket, request: requestReader(socket) });
    } catch (error) {
      fault ??= { error };
      socket.destroy();
    }
  };

  const secure = options.tls === undefined ? undefined : tls.createServer(options.tls);
  const server = secure ?? net.createServer();
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (secure === undefined) void serve(socket);
  });
  secure?.on('secureConnection', (socket) => void serve(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const closed = async (): Promise<void> => {
    await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  };

  return {
    url: `${secure === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    connections: () => accepted,
    open: () => sockets.size,
    closed,
    close: async () => {
      const stopped = new Promise((resolve) => server.close(resolve));
      const ended = closed();
      for (const socket of sockets) socket.destroy();
      await Promise.all([stopped, ended]);
      if (fault !== undefined) throw fault.error;
    },
  };
};
