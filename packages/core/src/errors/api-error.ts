/**
 * What an attempt to call the service ended as, decided once, in one place. The class says what may be sent again:
 *
 * - `unsent`: the service did not take the request up; sending it again is safe.
 * - `refused`: the service, or this client, said no; sending it again would end the same way.
 * - `created`: a 2xx was seen, but its body was lost or did not decode; a write has happened.
 * - `ambiguous`: the request may or may not have been carried out.
 */
export type AttemptClass = 'unsent' | 'refused' | 'created' | 'ambiguous';

/** Why, closed: every reason belongs to one class, but `undecodable`, which depends on whether a 2xx was seen. */
export type ApiReason =
  /** A value cannot stand in the URL, or a required one is missing. */
  | 'invalid-request'
  /** Name not found, connection refused, connect or TLS handshake timed out, proxy refused the tunnel. */
  | 'unreachable'
  /** The certificate was not accepted. */
  | 'tls'
  /** 429, or 425 and 421. */
  | 'throttled'
  /** 401 after the token was renewed, or the token service refused the credential. */
  | 'unauthenticated'
  /** 403. */
  | 'forbidden'
  /** 404. */
  | 'not-found'
  /** 409. */
  | 'conflict'
  /** Any other 4xx, 501, 505. */
  | 'rejected'
  /** A redirect that is not followed. */
  | 'redirected'
  /** 408, 500, 502, 503, 504. */
  | 'server'
  /** The connection was lost, or a time limit passed, after the request was on its way. */
  | 'connection-lost'
  /** The body was cut, was no JSON, was too large, or did not match the description of the API. */
  | 'undecodable'
  /** The caller asked to stop. */
  | 'aborted';

/** One place in a document that is not as expected. */
export interface Issue {
  /** Where: `results[3].metadata.asset_id`, or the name of a parameter or field. */
  readonly path: string;
  readonly expected: string;
  /** A description of what was there, never a secret's value. */
  readonly received: string;
}

/** Where a request went and what came back: for a person, and for a support ticket. */
export interface RequestInfo {
  readonly operation: string;
  readonly method: string;
  /** Path with ids filled in, without the query. */
  readonly path: string;
  readonly status?: number;
  /** The service's own error code. */
  readonly serviceCode?: string;
  /** The service's id of the request: `trace` in the body or `x-global-transaction-id`. */
  readonly traceId?: string;
}

/** Left of every function of the JobsApi port. */
export interface ApiError {
  readonly _tag: 'ApiError';
  readonly class: AttemptClass;
  readonly reason: ApiReason;
  readonly message: string;
  readonly request: RequestInfo;
  readonly issues: readonly Issue[];
  /** Least wait before another attempt, as the service asked for it. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}
