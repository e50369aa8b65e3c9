/**
 * How an attempt to call the service ended, decided in one place. The class determines what may be sent again:
 *
 * - `unsent`: the service did not accept the request; sending it again is safe.
 * - `refused`: the service, or this client, refused it; sending it again would have the same result.
 * - `created`: a 2xx was received, but its body was lost or could not be decoded; a write has happened.
 * - `ambiguous`: the request may or may not have succeeded.
 */
export type AttemptClass = 'unsent' | 'refused' | 'created' | 'ambiguous';

/** The reason, closed. Each reason belongs to one class, except `undecodable`, which depends on the status. */
export type ApiReason =
  /** A value is not allowed in the URL, or a required one is missing. */
  | 'invalid-request'
  /** Host name not found, connection refused, connect or TLS handshake timed out, proxy refused the tunnel. */
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
  /** The connection was lost, or a time limit passed, after sending had started. */
  | 'connection-lost'
  /** The body was truncated, not JSON, too large, or did not match the API description. */
  | 'undecodable'
  /** The caller aborted. */
  | 'aborted';

/** One unexpected value in a document. */
export interface Issue {
  /** Where: `results[3].metadata.asset_id`, or the name of a parameter or field. */
  readonly path: string;
  /** A description of the allowed values. */
  readonly expected: string;
  /** A description of the value, never a secret. */
  readonly received: string;
}

/** A request and its answer, for the user and for a support ticket. */
export interface RequestInfo {
  /** Id of the operation in the API description, e.g. `getJob`. */
  readonly operation: string;
  readonly method: string;
  /** Path with ids, without the query. */
  readonly path: string;
  /** Origin of the request, if it went to another server than the service: a token service. */
  readonly origin?: string | undefined;
  /** Absent if there was no answer. */
  readonly status?: number | undefined;
  /** The service's own error code. */
  readonly serviceCode?: string | undefined;
  /** The service's id of the request: `trace` in the body or `x-global-transaction-id`. */
  readonly traceId?: string | undefined;
  /** Media type of the answer, if it is not JSON: `text/html` for a page of a proxy or a login. */
  readonly mediaType?: string | undefined;
}

/** The error of every function of the JobsApi port. */
export interface ApiError {
  readonly _tag: 'ApiError';
  readonly class: AttemptClass;
  readonly reason: ApiReason;
  readonly message: string;
  readonly request: RequestInfo;
  readonly issues: readonly Issue[];
  /** Minimum wait before another attempt, as requested by the service. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}
