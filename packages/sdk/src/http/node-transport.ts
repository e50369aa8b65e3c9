import type { Limits } from './limits.js';
import type { Transport } from './transport.js';
import { defaultLimits } from './limits.js';
import { createConnections } from './node/connections.js';
import { exchange } from './node/exchange.js';
import { refuse, toOptions } from './node/request-options.js';

/** The live transport of Node: `node:http` and `node:https`. */
export interface NodeTransport {
  /** Sends one request once; a redirect is an answer like any other. */
  readonly send: Transport;
  /** Ends every connection, idle or not. A later request opens new ones. */
  readonly close: () => void;
}

/**
 * A transport that keeps connections for later requests. Idle ones do not keep the process alive, so `close` is a
 * courtesy to the server and to tests.
 */
export const createNodeTransport = (options: { readonly limits?: Partial<Limits> } = {}): NodeTransport => {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const connections = createConnections();

  return {
    send: (request) => {
      const refusal = refuse(request.url);
      if (refusal !== undefined) return Promise.resolve(refusal);
      const { start, agent } = connections.of(request);
      return exchange(request, () => start({ ...toOptions(request), agent }), limits);
    },
    close: connections.close,
  };
};
