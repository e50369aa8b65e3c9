import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tooLarge } from '../kit/answers.js';
import { never } from '../kit/clock.js';
import type { LoggedRequest } from '../kit/ledger.js';
import type { Exchange, Service } from '../kit/service.js';
import { breakOff, send } from './answer.js';
import { preflight, readableByPages } from './cors.js';
import { readBody, toRequest } from './request.js';

export interface ServerOptions {
  /** Port on 127.0.0.1. Default: 0, any free port. */
  readonly port?: number;
  /** Maximum size of a request body in bytes. Default: 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Lets web pages of any origin call the simulator (CORS). Default: false. */
  readonly cors?: boolean;
}

export interface SimulatorServer {
  /** Origin without a trailing slash: `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly port: number;
  /** Stops the server: rejects new connections, closes idle ones, completes responses in progress. */
  close(): Promise<void>;
  /**
   * Simulates a crash: destroys all connections and closes the port. With a condition, crashes at the first request that
   * meets it: the request takes effect, and its response is cut off in the middle.
   */
  kill(when?: (request: LoggedRequest) => boolean): void;
}

/** Serves the simulated service on 127.0.0.1. */
export const serve = async (service: Service, options: ServerOptions = {}): Promise<SimulatorServer> => {
  const { clock } = service;
  const sockets = new Set<Socket>();
  let deadly: ((request: LoggedRequest) => boolean) | undefined;

  const server = createServer((message, response) => {
    void answer(message, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  const destroy = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };

  const exchange = async (message: IncomingMessage, body: Buffer | undefined): Promise<Exchange> => {
    const request = toRequest(message, body ?? Buffer.alloc(0));
    if (body !== undefined) return await service.exchange(request, never);
    const { method, path, query } = request;
    const { status, body: text } = tooLarge;
    const entry = { method, path, query, body: undefined, at: clock.now(), status, answer: text, faults: [] };
    service.add(entry);
    return { response: tooLarge, entry, loss: undefined };
  };

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(message, options.maxBodyBytes ?? 1_048_576);
    const permission = options.cors === true ? preflight(message) : undefined;
    if (permission !== undefined) return send(response, readableByPages(permission), clock.now(), false);
    const { response: plain, entry, loss } = await exchange(message, body);
    const full = options.cors === true ? readableByPages(plain) : plain;
    if (deadly?.(entry) === true) return breakOff(response, full, entry.at, destroy);
    if (loss === 'request' || loss === 'answer') return void response.destroy();
    if (loss === 'body') return breakOff(response, full, entry.at, () => response.destroy());
    send(response, full, entry.at, body === undefined || !server.listening);
  };

  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => close(server),
    kill: (when) => {
      if (when === undefined) destroy();
      else deadly = when;
    },
  };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    if (!server.listening) return resolve();
    const last = setTimeout(() => server.closeAllConnections(), 200);
    server.close(() => {
      clearTimeout(last);
      resolve();
    });
    server.closeIdleConnections();
  });
