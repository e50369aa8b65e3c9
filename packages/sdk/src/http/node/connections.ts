import type { Agent, AgentOptions, ClientRequest, RequestOptions } from 'node:http';
import type { HttpRequest } from '../transport.js';
import http from 'node:http';

/** How to start a request: a function of Node and the agent that holds the connections. */
interface Connections {
  readonly start: (options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
}

/**
 * Node tries the addresses of a host one after the other, and by default gives each a quarter of a second, which is
 * less than a round trip to the other side of the world. The last address has the whole connect limit.
 */
const perAddress = { autoSelectFamilyAttemptTimeout: 1_000 } satisfies AgentOptions;
const pooled: AgentOptions = { ...perAddress, keepAlive: true };
/** Without keep-alive an agent sends `connection: close` and never hands out a connection twice. */
const single: AgentOptions = { ...perAddress, keepAlive: false };

/** Up to four agents, each made when first needed. */
export const createConnections = (): {
  readonly of: (request: HttpRequest) => Connections;
  readonly close: () => void;
} => {
  const made = new Map<string, Connections>();

  const of = ({ url, freshConnection = false }: HttpRequest): Connections => {
    const key = freshConnection ? `${url.protocol} fresh` : url.protocol;
    let connections = made.get(key);
    if (connections === undefined) {
      // Loading node:https takes as long as loading all of node:http: not before it is needed.
      const { Agent, request } = url.protocol === 'https:' ? process.getBuiltinModule('node:https') : http;
      connections = { start: request, agent: new Agent(freshConnection ? single : pooled) };
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
