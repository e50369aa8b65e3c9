import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inspect, type Inspection } from '../model/inspect.js';
import type { ModelOptions } from '../model/options.js';
import type { Quirks } from '../model/quirks.js';
import { step } from '../model/router.js';
import { createState } from '../model/seed.js';
import type { SimState } from '../model/state.js';
import type { Stepped } from '../model/step.js';
import type { SimRequest } from '../model/wire.js';
import { breakOff, crashed, send, tooLarge } from './answer.js';
import { preflight, readableByPages } from './cors.js';
import { readBody, toRequest } from './request.js';

export interface SimulatorOptions extends ModelOptions {
  /** Port on 127.0.0.1. Default: 0, any free port. */
  readonly port?: number;
  /** The clock, in milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number;
  /** Maximum size of a request body in bytes. Default: 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Lets web pages of any origin call the simulator (CORS). Default: false. */
  readonly cors?: boolean;
}

/** One entry of the request log: a request that was answered, or interrupted by `kill`. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly status: number;
}

export interface Simulator {
  /** Origin without a trailing slash: `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly apiKey: string;
  readonly projectId: string;
  readonly spaceId: string;
  /** The requests so far, oldest first. Beyond 200,000 requests, only the latest half is kept. */
  requests(): readonly LoggedRequest[];
  /** The current jobs and runs, for assertions. */
  inspect(): Inspection;
  /** The state of the model itself. */
  state(): SimState;
  /** Changes switches while the simulator is running. */
  setQuirks(quirks: Partial<Quirks>): void;
  /** Stops the server: rejects new connections, closes idle ones, completes responses in progress. */
  close(): Promise<void>;
  /**
   * Simulates a crash: destroys all connections and closes the port. With a condition, crashes at the first request that
   * meets it: the request takes effect, and its response is cut off in the middle.
   */
  kill(when?: (request: LoggedRequest) => boolean): void;
}

/** The minimum number of latest requests that are kept. */
const ledgerLimit = 100_000;

export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const now = options.now ?? Date.now;
  const ledger: LoggedRequest[] = [];
  const sockets = new Set<Socket>();
  let state = createState(options, now());
  let deadly: ((request: LoggedRequest) => boolean) | undefined;

  const server = createServer((message, response) => {
    void serve(message, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  const destroy = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(message, options.maxBodyBytes ?? 1_048_576);
    const at = now();
    const permission = options.cors === true ? preflight(message) : undefined;
    if (permission !== undefined) return send(response, readableByPages(permission), at, false);
    const request = toRequest(message, body ?? Buffer.alloc(0));
    const stepped = body === undefined ? { state, response: tooLarge } : attempt(state, request, at);
    state = stepped.state;
    const { method, path, query } = request;
    const entry: LoggedRequest = { method, path, query, at, status: stepped.response.status };
    ledger.push(entry);
    if (ledger.length > 2 * ledgerLimit) ledger.splice(0, ledgerLimit);
    const answer = options.cors === true ? readableByPages(stepped.response) : stepped.response;
    if (deadly?.(entry) === true) return breakOff(response, answer, at, destroy);
    send(response, answer, at, body === undefined || !server.listening);
  };

  const port = await listen(server, options.port ?? 0);
  const { config } = state;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    token: config.token,
    apiKey: config.apiKey,
    projectId: config.projectId,
    spaceId: config.spaceId,
    requests: () => [...ledger],
    inspect: () => inspect(state, now()),
    state: () => state,
    setQuirks: (quirks) => {
      state = { ...state, config: { ...state.config, quirks: { ...state.config.quirks, ...quirks } } };
    },
    close: () => close(server),
    kill: (when) => {
      if (when === undefined) destroy();
      else deadly = when;
    },
  };
};

const attempt = (state: SimState, request: SimRequest, at: number): Stepped => {
  try {
    return step(state, request, at);
  } catch (error) {
    return { state, response: crashed(error) };
  }
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
