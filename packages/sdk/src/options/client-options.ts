import type { Clock, Overrides, PollSettings, RetrySettings, SettleSettings } from '@wxdi/core';
import type { Auth } from '../auth/auth.js';
import type { OwnJournal } from '../journal/own-journal.js';
import type { OwnNames } from './own-names.js';
import type { Limits } from '../http/limits.js';
import type { TlsOptions } from '../http/tls-options.js';
import type { ProxyOptions } from '../http/proxy/options.js';
import type { Transport } from '../http/transport.js';
import type { RateLimit } from '../http/with-rate-limit.js';
import type { Tracer } from '../http/with-tracing.js';
import type { Region } from './regions.js';

/** Exactly one of `url` and `region`, and exactly one of `project` and `space`. */
export interface ClientOptions {
  /** Origin of the service: https, or http on loopback. */
  readonly url?: string | undefined;
  /** Region of the service on IBM Cloud, instead of `url`. */
  readonly region?: Region | undefined;
  /** Project id: the scope of every call. */
  readonly project?: string | undefined;
  /** Deployment space id: the scope of every call. */
  readonly space?: string | undefined;
  /** The credential for every request. */
  readonly auth: Auth;
  /** Time and size limits of each request; an omitted one has its default. Not with `transport`. */
  readonly limits?: Overrides<Limits> | undefined;
  /**
   * Requests in progress at once, including token requests, each on its own connection. Further ones wait in order;
   * `limits` begin when a request is sent. Default: 50. Not with `transport`.
   */
  readonly maxSockets?: number | undefined;
  /** Attempts and waits of safe requests; an omitted value has its default. */
  readonly retry?: Overrides<RetrySettings> | undefined;
  /** Default polling of runs, for calls without their own setting. */
  readonly poll?: Overrides<PollSettings> | undefined;
  /** Default search after a start or creation whose answer was lost, for calls without their own setting. */
  readonly settle?: Overrides<SettleSettings> | undefined;
  /** Certificate authorities and a client certificate. Only in Node, Bun and Deno, and not with `transport`. */
  readonly tls?: TlsOptions | undefined;
  /**
   * Default: no proxy; only `optionsFromEnvironment` reads the environment. Only in Node, Bun and Deno, and not with
   * `transport`.
   */
  readonly proxy?: ProxyOptions | undefined;
  /**
   * A folder where starts are recorded before they are sent, so that a killed process can be run again with the same
   * key (only in Node, Bun and Deno); or a journal of your own, e.g. in a database. Default: they are kept in memory,
   * which protects against lost answers only. With `readOnly`, the folder is read and nothing is recorded, for a dry run.
   */
  readonly journal?:
    { readonly folder: string; readonly readOnly?: boolean | undefined } | OwnJournal | undefined;
  /**
   * Remembers the ids of jobs that were found by name, to find them again with one request. Default: nothing is
   * remembered.
   */
  readonly names?: OwnNames | undefined;
  /** Limits the rate of requests; default: no limit. */
  readonly rateLimit?: RateLimit | undefined;
  /**
   * Called at the start and the end of each attempt, including token requests. Exceptions that it throws are ignored.
   */
  readonly trace?: Tracer | undefined;
  /** Called after every attempt. It gets no headers, bodies or secrets. Exceptions that it throws are ignored. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
  /**
   * Replaces the network. Default: `createNodeTransport` in Node, Bun and Deno; `fetchTransport` in browsers and
   * workers. If it throws or rejects, the request counts as lost.
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
  /** Query with its question mark; empty text if there is none. */
  readonly query: string;
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
