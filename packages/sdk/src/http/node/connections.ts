import type { Agent, AgentOptions, ClientRequest, RequestOptions } from 'node:http';
import type { Proxy, ProxyChoice } from '../proxy/choose.js';
import type { HttpRequest } from '../transport.js';
import type { TlsSettings } from './tls.js';
import { createTunnelAgent } from './tunnel.js';

/** How to start a request: Node's function, the agent with the connections, and the proxy. */
export interface Connections {
  readonly start: (options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
  /** Whether the first connection is TLS. */
  readonly secure: boolean;
  readonly proxy: Proxy | undefined;
}

/**
 * Node tries the addresses of a host in turn, by default for 250 ms each, which may be less than an intercontinental
 * round trip. The last address has the whole connect limit.
 */
const perAddress = { autoSelectFamilyAttemptTimeout: 1_000 } satisfies AgentOptions;
const pooled: AgentOptions = { ...perAddress, keepAlive: true };
/** Without keep-alive an agent sends `connection: close` and never reuses a connection. */
const single: AgentOptions = { ...perAddress, keepAlive: false };

interface Ways {
  readonly tls: TlsSettings | undefined;
  readonly proxyFor: ProxyChoice | undefined;
}

/** One agent per protocol, proxy and kind of connection, created on demand. */
export const createConnections = ({
  tls,
  proxyFor,
}: Ways): { readonly of: (request: HttpRequest) => Connections; readonly close: () => void } => {
  const made = new Map<string, Connections>();

  const make = (url: URL, freshConnection: boolean, proxy: Proxy | undefined): Connections => {
    const toService = url.protocol === 'https:';
    // For an http service behind a proxy, the connection to the proxy is the only one.
    const secure = toService || proxy?.secure === true;
    // Loaded on demand: node:https takes as long to load as node:http.
    const { Agent, request } = process.getBuiltinModule(secure ? 'node:https' : 'node:http');
    const options = { ...(freshConnection ? single : pooled), ...(toService ? tls?.service : tls?.proxy) };
    const agent =
      toService && proxy !== undefined
        ? createTunnelAgent(proxy, tls?.proxy ?? {}, options)
        : new Agent(options);
    return { start: request, agent, secure, proxy };
  };

  const of = ({ url, freshConnection = false }: HttpRequest): Connections => {
    const proxy = proxyFor?.(url);
    const key = `${url.protocol}${freshConnection ? ' fresh' : ''}${proxy === undefined ? '' : ' proxied'}`;
    let connections = made.get(key);
    if (connections === undefined) {
      connections = make(url, freshConnection, proxy);
      made.set(key, connections);
    }
    return connections;
  };

  return {
    of,
    close: () => {
      for (const { agent } of made.values()) {
        // A connection in use is closed instead of kept when its request has ended.
        agent.maxFreeSockets = 0;
        for (const idle of Object.values(agent.freeSockets)) idle?.forEach((socket) => socket.destroy());
      }
      made.clear();
    },
  };
};
