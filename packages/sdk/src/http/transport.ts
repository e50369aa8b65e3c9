import type { Cancel, Effect, RequestInfo } from '@wxdi/core';

/** One HTTP request. `url` is absolute; the body, if any, is complete. */
export interface HttpRequest {
  readonly method: string;
  /** Whether it only reads, so that it may be sent more than once. */
  readonly effect: Effect;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Whether to open a new connection: a stale one may lose a request that must not be sent twice. */
  readonly freshConnection?: boolean | undefined;
  /** Ends the request: the outcome is the failure `aborted`. */
  readonly signal?: Cancel | undefined;
  /** Number of the attempt; 1, or absent, for the first. */
  readonly attempt?: number | undefined;
  /** Why the caller cannot use a 2xx, e.g. its body cannot be decoded; it then counts as lost. */
  readonly unusable?: ((response: HttpResponse) => string | undefined) | undefined;
}

/** A complete answer: status, headers by lower-case name, and the body as text. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A complete answer, or why there is none. */
export type TransportOutcome = HttpResponse | TransportFailure;

/** Sends one request once. Never throws or rejects: a failure is a value. */
export type Transport = (request: HttpRequest) => Promise<TransportOutcome>;

/** Why there is no complete answer. */
export interface TransportFailure {
  /** The kind of failure. */
  readonly failure: FailureKind;
  /** What happened, without secrets. */
  readonly message: string;
  /** Status of the answer, if its head was received and only its body was lost. */
  readonly status?: number | undefined;
  /** Whether nothing of the request was sent; set for `aborted`, implied by the other kinds. */
  readonly unsent?: boolean | undefined;
  /** Minimum wait before another attempt. */
  readonly retryAfterMs?: number | undefined;
  /** The request that failed, if it is not the caller's but one for a token. */
  readonly at?: Pick<RequestInfo, 'method' | 'path' | 'origin'> | undefined;
  /** The error code in the answer to it. */
  readonly code?: string | undefined;
  /** The server's id of it. */
  readonly traceId?: string | undefined;
  /** Media type of the answer to it, if it is not JSON. */
  readonly mediaType?: string | undefined;
  /** The original error. */
  readonly cause?: unknown;
}

/** The kinds of failure. The first four, `invalid-request` and the two of the token imply that nothing was sent. */
export type FailureKind =
  /** The name of the host was not found. */
  | 'name-not-found'
  /** No connection: refused, unreachable or timed out. */
  | 'no-connection'
  /** The TLS handshake timed out, or failed for another reason than the certificate. */
  | 'no-handshake'
  /** The certificate was not accepted. */
  | 'certificate'
  /** The connection ended, or a limit passed, after bytes of the request may have arrived. */
  | 'lost'
  /** The head of the answer was received, but its body was truncated, stalled, too large or not text. */
  | 'body-lost'
  /** The request cannot be written as HTTP, e.g. a header holds a line break; nothing was sent. */
  | 'invalid-request'
  /** No token could be obtained; the request itself was not sent. */
  | 'no-token'
  /** The token service refused the credential; the request itself was not sent. */
  | 'credential-refused'
  /** The signal fired. */
  | 'aborted';

export const isFailure = (outcome: TransportOutcome): outcome is TransportFailure => 'failure' in outcome;
