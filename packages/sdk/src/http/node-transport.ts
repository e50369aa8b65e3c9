import type { Limits } from './limits.js';
import type { TlsOptions } from './node/tls.js';
import type { ProxyOptions } from './proxy/options.js';
import type { Transport } from './transport.js';
import { invalidInput } from '@wxdi/core';
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

/** The live transport of Node: `node:http` and `node:https`. */
export interface NodeTransport {
  /** Sends one request once; a redirect is an answer like any other. */
  readonly send: Transport;
  /** Ends every connection, idle or not. A later request opens new ones. */
  readonly close: () => void;
}

export interface NodeTransportOptions {
  readonly limits?: Partial<Limits>;
  /** Default: what Node trusts, and no certificate of one's own. */
  readonly tls?: TlsOptions;
  /** Default: none. The environment is not read: see `proxyFromEnvironment`. */
  readonly proxy?: ProxyOptions;
}

/**
 * A transport that keeps connections for later requests. Idle ones do not keep the process alive, so `close` is a
 * courtesy to the server and to tests. Throws a `WxdiError` of kind `InvalidInput` for options that make no sense,
 * and where there is no `node:http`.
 */
export const createNodeTransport = (options: NodeTransportOptions = {}): NodeTransport => {
  if (typeof globalThis.process?.getBuiltinModule !== 'function') {
    throw new WxdiError(invalidInput('this runtime has no node:http: pass transport: fetchTransport()'));
  }
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const connections = createConnections({
    tls: options.tls === undefined ? undefined : tlsSettings(options.tls),
    proxyFor: options.proxy === undefined ? undefined : chooseProxy(options.proxy),
  });

  return {
    send: async (request) => {
      const refusal = refuse(request.url);
      if (refusal !== undefined) return refusal;
      const way = connections.of(request);
      const outcome = await exchange(
        request,
        way,
        (more) => way.start(toOptions(request, way, more)),
        limits,
      );
      // Only a proxy that speaks for an http service answers 407 here: it has not passed the request on.
      return way.proxy !== undefined && !isFailure(outcome) && outcome.status === 407
        ? proxyRefusal(way.proxy.host, 407)
        : outcome;
    },
    close: connections.close,
  };
};
