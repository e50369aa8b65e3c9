import type { Agent, AgentOptions, ClientRequest, ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import type { Proxy } from '../proxy/choose.js';
import type { Phase } from './failures.js';
import { closed, ofError, proxyRefusal } from './failures.js';
import { TunnelError } from './tunnel-error.js';

/** Lets a request abandon the tunnel that is being opened for it. */
export interface Abandon {
  now?: () => void;
}

/** The key under which it is passed to the agent in Node's options. */
export const abandonKey: unique symbol = Symbol('abandon');

type Done = (error: Error | null, socket?: Duplex) => void;

/** Requests a connection to `target` (host and port) from the proxy. It has no time limit: the request abandons it. */
const openTunnel = (proxy: Proxy, tls: ConnectionOptions, target: string, done: Done): ClientRequest => {
  const { request: start } = process.getBuiltinModule(proxy.secure ? 'node:https' : 'node:http');
  let phase: Phase = 'connecting';
  const place = () => ({ phase, host: `the proxy ${proxy.host}` });
  const request = start({
    ...(proxy.secure ? tls : {}),
    method: 'CONNECT',
    hostname: proxy.hostname,
    port: proxy.port,
    path: target,
    headers: {
      host: target,
      ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
    },
    agent: false,
  });
  request.on('socket', (socket) => {
    socket.once('connect', () => (phase = proxy.secure ? 'handshaking' : 'waiting'));
    socket.once('secureConnect', () => (phase = 'waiting'));
  });
  request.once('connect', (answer, socket, head) => {
    if (answer.statusCode !== 200) {
      socket.destroy();
      return done(new TunnelError(proxyRefusal(proxy.host, answer.statusCode ?? 0)));
    }
    if (head.length > 0) socket.unshift(head);
    done(null, socket);
  });
  request.on('error', (error) => done(new TunnelError(ofError(error, place()))));
  // The proxy closed the connection without an answer to CONNECT.
  request.once('close', () => done(new TunnelError(closed(place()))));
  request.end();
  return request;
};

/** An agent whose connections are tunnels through a proxy. */
export const createTunnelAgent = (proxy: Proxy, tls: ConnectionOptions, options: AgentOptions): Agent => {
  const { Agent: HttpsAgent } = process.getBuiltinModule('node:https');

  class TunnelAgent extends HttpsAgent {
    override createConnection(
      args: ClientRequestArgs & { [abandonKey]?: Abandon },
      callback?: (error: Error | null, stream: Duplex) => void,
    ): undefined {
      const host = args.host ?? args.hostname ?? '';
      const target = `${host.includes(':') ? `[${host}]` : host}:${args.port ?? 443}`;
      const abandon = args[abandonKey] ?? {};
      let over = false;
      const request = openTunnel(proxy, tls, target, (error, socket) => {
        if (over) return;
        over = true;
        delete abandon.now;
        if (error !== null) return callback?.(error, undefined as never);
        callback?.(null, super.createConnection({ ...args, socket } as ClientRequestArgs) as Duplex);
      });
      abandon.now = () => request.destroy();
    }
  }
  return new TunnelAgent(options);
};
