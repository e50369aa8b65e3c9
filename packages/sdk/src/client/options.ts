import type { Clock, PollSettings, RetrySettings, SettleSettings } from '@wxdi/core';
import type { Auth } from '../auth/auth.js';
import type { Limits } from '../http/limits.js';
import type { TlsOptions } from '../http/node/tls.js';
import type { ProxyOptions } from '../http/proxy/options.js';
import type { Transport } from '../http/transport.js';
import type { RateLimit } from '../http/with-rate-limit.js';
import type { Tracer } from '../http/with-tracing.js';
import type { Region } from './regions.js';

/** Exactly one of `url` and `region`, and exactly one of `project` and `space`. */
export interface ClientOptions {
  /** Origin of the service: https, or http on loopback. */
  readonly url?: string;
  readonly region?: Region;
  /** Project id: the scope of every call. */
  readonly project?: string;
  /** Deployment space id: the scope of every call. */
  readonly space?: string;
  readonly auth: Auth;
  readonly limits?: Partial<Limits>;
  readonly retry?: Partial<RetrySettings>;
  /** How runs are waited for, where a call does not say otherwise. */
  readonly poll?: Partial<PollSettings>;
  /** How a start or a creation whose answer was lost is looked for, where a call does not say otherwise. */
  readonly settle?: Partial<SettleSettings>;
  /** Whom to trust, and a client certificate. Only for the transport of Node. */
  readonly tls?: TlsOptions;
  /** Default: no proxy; the environment is not read unless by `optionsFromEnvironment`. Only for the transport of Node. */
  readonly proxy?: ProxyOptions;
  /**
   * A folder in which starts are written down before they are sent, so that a process that was killed in between can
   * be run again with the same key. Default: they are kept in memory, which lasts against lost answers alone.
   */
  readonly journal?: { readonly folder: string };
  /** Sends no more requests than this; default: as many as asked for. */
  readonly rateLimit?: RateLimit;
  /** Told of the start and the end of each attempt, requests for tokens included. */
  readonly trace?: Tracer;
  /** Told of every attempt at a request, after it ended. Never sees a header, a body or a secret. */
  readonly onAttempt?: (attempt: Attempt) => void;
  /** Replaces the network; default: `node:http` with a keep-alive agent. Elsewhere than on Node: `fetchTransport()`. */
  readonly transport?: Transport;
  /** Replaces time; for tests. */
  readonly clock?: Clock;
  /** Replaces chance: a number in [0, 1); for tests. */
  readonly random?: () => number;
}

/** One attempt at one request. */
export interface Attempt {
  readonly method: string;
  /** Path with ids filled in, without the query. */
  readonly path: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly durationMs: number;
  /** Status of the answer; absent when there was none. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly failure?: string;
  /** Wait before the next attempt; absent when this was the last. */
  readonly retryInMs?: number;
}
