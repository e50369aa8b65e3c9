import type { Agent, AgentOptions, ClientRequest, RequestOptions } from 'node:http';
import type { Proxy, ProxyChoice } from '../proxy/choose.js';
import type { HttpRequest } from '../transport.js';
import type { TlsSettings } from './tls.js';
import { createTunnelAgent } from './tunnel.js';

/** How to start a request: a function of Node, the agent that holds the connections, and what stands in between. */
export interface Connections {
  readonly start: (options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
  /** Whether the first connection of the way is TLS. */
  readonly secure: boolean;
  readonly proxy?: Proxy;
}

/**
 * Node tries the addresses of a host one after the other, and by default gives each a quarter of a second, which is
 * less than a round trip to the other side of the world. The last address has the whole connect limit.
 */
const perAddress = { autoSelectFamilyAttemptTimeout: 1_000 } satisfies AgentOptions;
const pooled: AgentOptions = { ...perAddress, keepAlive: true };
/** Without keep-alive an agent sends `connection: close` and never hands out a connection twice. */
const single: AgentOptions = { ...perAddress, keepAlive: false };

interface Ways {
  readonly tls: TlsSettings | undefined;
  readonly proxyFor: ProxyChoice | undefined;
}

/** An agent for each protocol, proxy and kind of connection, made when first needed. */
export const createConnections = ({
  tls,
  proxyFor,
}: Ways): { readonly of: (request: HttpRequest) => Connections; readonly close: () => void } => {
  const made = new Map<string, Connections>();

  const make = (url: URL, freshConnection: boolean, proxy: Proxy | undefined): Connections => {
    const toService = url.protocol === 'https:';
    // To a proxy that speaks for an http service, the first connection is the only one.
    const secure = toService || proxy?.secure === true;
    // Loading node:https takes as long as loading all of node:http: not before it is needed.
    const { Agent, request } = process.getBuiltinModule(secure ? 'node:https' : 'node:http');
    const options = { ...(freshConnection ? single : pooled), ...(toService ? tls?.service : tls?.proxy) };
    const agent =
      toService && proxy !== undefined
        ? createTunnelAgent(proxy, tls?.proxy ?? {}, options)
        : new Agent(options);
    return { start: request, agent, secure, ...(proxy === undefined ? {} : { proxy }) };
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
      for (const { agent } of made.values()) agent.destroy();
      made.clear();
    },
  };
};
