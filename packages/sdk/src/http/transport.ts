import type { Cancel, Effect } from '@wxdi/core';

/** One HTTP request. `url` is absolute; the body, if any, is complete. */
export interface HttpRequest {
  readonly method: string;
  /** Whether sending it twice does no more than sending it once. */
  readonly effect: Effect;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether to open a new connection, so that no stale one can swallow a request that must not be sent twice. */
  readonly freshConnection?: boolean;
  /** Ends the request: the outcome is the failure `aborted`. */
  readonly signal?: Cancel;
  /** Which attempt at the same call this is; 1, or absent, for the first. */
  readonly attempt?: number;
  /** What makes a 2xx unusable to the caller, e.g. a body that does not decode; it then counts as lost. */
  readonly unusable?: (response: HttpResponse) => string | undefined;
}

/** An answer, whole: status, headers by lower-case name, and the body as text. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request once. Never throws and never rejects: what went wrong is a value. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse | TransportFailure>;

/** Why there is no whole answer. */
export interface TransportFailure {
  readonly failure: FailureKind;
  /** What happened, in words, without any secret. */
  readonly message: string;
  /** Status of the answer, when its head was seen and only its body was lost. */
  readonly status?: number;
  /** Whether it is certain that nothing of the request was sent; told of `aborted`, certain of others by their kind. */
  readonly unsent?: boolean;
  /** Least wait before another attempt. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

export type FailureKind =
  /** The name of the host was not found. */
  | 'name-not-found'
  /** No connection: refused, unreachable, or it took too long. */
  | 'no-connection'
  /** The TLS handshake failed for another reason than the certificate, or took too long. */
  | 'no-handshake'
  /** The certificate was not accepted. */
  | 'certificate'
  /** The connection ended, or a limit passed, when bytes of the request may have arrived. */
  | 'lost'
  /** The head of the answer was seen, but its body was cut, stalled, too large or not text. */
  | 'body-lost'
  /** The request cannot be written as HTTP, e.g. a header holds a line break; nothing was sent. */
  | 'invalid-request'
  /** No token could be had; the request itself was not sent. */
  | 'no-token'
  /** The token service refused the credential; the request itself was not sent. */
  | 'credential-refused'
  /** The signal fired. */
  | 'aborted';

export const isFailure = (outcome: HttpResponse | TransportFailure): outcome is TransportFailure =>
  'failure' in outcome;
