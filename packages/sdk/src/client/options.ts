import type { Clock, RetrySettings } from '@wxdi/core';
import type { Limits } from '../http/limits.js';
import type { Transport } from '../http/transport.js';
import type { Region } from './regions.js';

/** How the client proves who calls. */
export type Auth =
  /** IBM Cloud: an API key is exchanged for a token, which is renewed before it ends. */
  | {
      readonly type: 'iam';
      readonly apiKey: string;
      /** Origin of the token service; default `https://iam.cloud.ibm.com`. */
      readonly url?: string;
    }
  /** A token that the caller holds, or a function that gives one when it is needed. */
  | { readonly type: 'bearertoken'; readonly token: string | (() => string | Promise<string>) }
  /** None: for a proxy that adds the credential, or a stand-in of the service. */
  | { readonly type: 'noauth' };

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
  /** Told of every attempt at a request, after it ended. Never sees a header or a body. */
  readonly onAttempt?: (attempt: Attempt) => void;
  /** Replaces the network; default: `node:http` with a keep-alive agent. */
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
