import type { Overrides } from '@wxdi/core';
import type { Limits } from './limits.js';
import type { TlsOptions } from './tls-options.js';
import type { ProxyOptions } from './proxy/options.js';
import type { Transport } from './transport.js';
import { invalidInput, withOverrides } from '@wxdi/core';
import { checkOptions, nodeTransportRule } from '../checks/options.js';
import { WxdiError } from '../error.js';
import { defaultLimits } from './limits.js';
import { createConnections } from './node/connections.js';
import { exchange } from './node/exchange.js';
import { proxyRefusal } from './node/failures.js';
import { toOptions } from './node/request-options.js';
import { tlsSettings } from './node/tls.js';
import { chooseProxy } from './proxy/choose.js';
import { refuse } from './refuse.js';
import { isFailure } from './transport.js';
import { withMaxSockets } from './with-max-sockets.js';

/** The Node transport: `node:http` and `node:https`. */
export interface NodeTransport {
  /** Sends one request once; redirects are not followed. */
  readonly send: Transport;
  /** Closes idle connections, and each other one when its request has ended. A later request opens new ones. */
  readonly close: () => void;
}

/** Options of the Node transport. */
export interface NodeTransportOptions {
  /** Time and size limits; an omitted one has its default. */
  readonly limits?: Overrides<Limits> | undefined;
  /** Default: the authorities that Node trusts, and no client certificate. */
  readonly tls?: TlsOptions | undefined;
  /** Default: no proxy. The environment is not read: see `proxyFromEnvironment`. */
  readonly proxy?: ProxyOptions | undefined;
  /** Requests in progress at once, each on its own connection; further ones wait in order. Default: 50. */
  readonly maxSockets?: number | undefined;
}

/** The transport of Node; its documentation is in platform/platform.ts. */
export const createNodeTransport = (options: NodeTransportOptions = {}): NodeTransport => {
  if (typeof globalThis.process?.getBuiltinModule !== 'function') {
    throw new WxdiError(invalidInput('this runtime has no node:http: pass transport: fetchTransport()'));
  }
  checkOptions(nodeTransportRule, options);
  const limits = withOverrides(defaultLimits, options.limits);
  const connections = createConnections({
    tls: options.tls === undefined ? undefined : tlsSettings(options.tls),
    proxyFor: options.proxy === undefined ? undefined : chooseProxy(options.proxy),
  });

  return {
    send: withMaxSockets(options.maxSockets)(async (request) => {
      const refusal = refuse(request.url);
      if (refusal !== undefined) return refusal;
      const way = connections.of(request);
      const outcome = await exchange(
        request,
        way,
        (more) => way.start(toOptions(request, way, more)),
        limits,
      );
      // A 407 comes from a proxy for http: it has not forwarded the request.
      return way.proxy !== undefined && !isFailure(outcome) && outcome.status === 407
        ? proxyRefusal(way.proxy.host, 407)
        : outcome;
    }),
    close: connections.close,
  };
};
