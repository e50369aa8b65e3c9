import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inspect, type Inspection } from '../model/inspect.js';
import type { ModelOptions } from '../model/options.js';
import type { Quirks } from '../model/quirks.js';
import { step } from '../model/router.js';
import { createState } from '../model/seed.js';
import type { SimState } from '../model/state.js';
import type { SimResponse } from '../model/wire.js';
import { readBody, toRequest } from './request.js';

export interface SimulatorOptions extends ModelOptions {
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** The clock, in milliseconds of the epoch. Default: `Date.now`. */
  readonly now?: () => number;
  /** Longest request body, in bytes. Default: 1 MiB. */
  readonly maxBodyBytes?: number;
}

/** One line of the ledger: a request that was answered (or cut off by `kill`). */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly status: number;
}

export interface Simulator {
  /** Origin without a slash at its end: `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly apiKey: string;
  readonly projectId: string;
  readonly spaceId: string;
  /** What was asked so far, oldest first. */
  requests(): readonly LoggedRequest[];
  /** Jobs and runs as they are now, for assertions. */
  inspect(): Inspection;
  /** The state of the model itself. */
  state(): SimState;
  /** Turns switches while it runs. */
  setQuirks(quirks: Partial<Quirks>): void;
  /** Stops: no new connections, idle ones end at once, a running answer is finished. */
  close(): Promise<void>;
  /**
   * Dies as a process dies: every connection is destroyed and the port is shut. With a condition it dies when
   * a request meets it: that request takes effect, and its answer breaks off in the middle.
   */
  kill(when?: (request: LoggedRequest) => boolean): void;
}

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
    const request = toRequest(message, body ?? Buffer.alloc(0));
    const stepped = body === undefined ? { state, response: tooLarge } : step(state, request, at);
    state = stepped.state;
    const { method, path, query } = request;
    const entry: LoggedRequest = { method, path, query, at, status: stepped.response.status };
    ledger.push(entry);
    if (deadly?.(entry) === true) return breakOff(response, stepped.response, at, destroy);
    send(response, stepped.response, at, body === undefined || !server.listening);
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

const tooLarge: SimResponse = {
  status: 413,
  headers: { 'content-type': 'application/json' },
  body: { errors: [{ code: 'too_large', message: 'The body is too long.' }] },
};

const payload = (body: unknown): Buffer =>
  Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));

/** The server's Date is that of its clock, so that what clients compute from it fits. */
const head = (response: ServerResponse, answer: SimResponse, at: number, length: number): void => {
  response.sendDate = false;
  response.writeHead(answer.status, {
    ...answer.headers,
    date: new Date(at).toUTCString(),
    ...(answer.body === undefined ? {} : { 'content-length': String(length) }),
  });
};

const send = (response: ServerResponse, answer: SimResponse, at: number, last: boolean): void => {
  const bytes = payload(answer.body);
  response.shouldKeepAlive = !last;
  head(response, answer, at, bytes.length);
  response.end(bytes);
};

/** Announces the whole body, sends the first half of it, and dies; without a body it dies before the answer. */
const breakOff = (response: ServerResponse, answer: SimResponse, at: number, die: () => void): void => {
  if (answer.body === undefined) return die();
  const bytes = payload(answer.body);
  head(response, answer, at, bytes.length);
  response.write(bytes.subarray(0, bytes.length >> 1), () => setImmediate(die));
};
