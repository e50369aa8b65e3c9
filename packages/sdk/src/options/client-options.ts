import type { Clock, Overrides, PollSettings, RetrySettings, SettleSettings } from '@wxdi/core';
import type { Auth } from '../auth/auth.js';
import type { OwnJournal } from '../journal/own-journal.js';
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
  readonly url?: string | undefined;
  readonly region?: Region | undefined;
  /** Project id: the scope of every call. */
  readonly project?: string | undefined;
  /** Deployment space id: the scope of every call. */
  readonly space?: string | undefined;
  readonly auth: Auth;
  readonly limits?: Overrides<Limits> | undefined;
  readonly retry?: Overrides<RetrySettings> | undefined;
  /** Default polling of runs, for calls without their own setting. */
  readonly poll?: Overrides<PollSettings> | undefined;
  /** Default search after a start or creation whose answer was lost, for calls without their own setting. */
  readonly settle?: Overrides<SettleSettings> | undefined;
  /** Certificate authorities and a client certificate. Only for the Node transport. */
  readonly tls?: TlsOptions | undefined;
  /** Default: no proxy; only `optionsFromEnvironment` reads the environment. Only for the Node transport. */
  readonly proxy?: ProxyOptions | undefined;
  /**
   * A folder where starts are recorded before they are sent, so that a killed process can be run again with the same
   * key; or a journal of your own, e.g. in a database. Default: they are kept in memory, which protects against lost
   * answers only. With `readOnly`, the folder is read and nothing is recorded, for a dry run.
   */
  readonly journal?:
    { readonly folder: string; readonly readOnly?: boolean | undefined } | OwnJournal | undefined;
  /** Limits the rate of requests; default: no limit. */
  readonly rateLimit?: RateLimit | undefined;
  /** Called at the start and the end of each attempt, including token requests. Its exceptions are dropped. */
  readonly trace?: Tracer | undefined;
  /** Called after every attempt. It gets no headers, bodies or secrets. Its exceptions are dropped. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
  /**
   * Replaces the network; default: `node:http` with a keep-alive agent. In other runtimes: `fetchTransport()`. If it
   * throws or rejects, the request counts as lost.
   */
  readonly transport?: Transport | undefined;
  /** Replaces the clock, for tests. */
  readonly clock?: Clock | undefined;
  /** Replaces the random numbers in [0, 1), for tests. */
  readonly random?: (() => number) | undefined;
}

/** One attempt at one request. */
export interface Attempt {
  readonly method: string;
  /** Path with ids, without the query. */
  readonly path: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly durationMs: number;
  /** Status of the answer, if any. */
  readonly status?: number | undefined;
  /** Why there was no answer, if so. */
  readonly failure?: string | undefined;
  /** Wait before the next attempt; undefined for the last one. */
  readonly retryInMs?: number | undefined;
}
