import type { FailureKind, TransportFailure } from '../transport.js';
import { certificateCodes } from './certificate-codes.js';
import { TunnelError } from './tunnel-error.js';

/** The phase of a request. The meaning of an error depends on it. */
export type Phase = 'connecting' | 'handshaking' | 'sending' | 'waiting' | 'reading';

/** The phase and host of a failed request. */
export interface Place {
  readonly phase: Phase;
  /** Host and port: no user, no path, no query. */
  readonly host: string;
  /** Set once the head of the answer was received. */
  readonly status?: number | undefined;
}

/** The failure if a phase did not end. From `sending` on, bytes may have arrived. */
const kindOf: Readonly<Record<Phase, FailureKind>> = {
  connecting: 'no-connection',
  handshaking: 'no-handshake',
  sending: 'lost',
  waiting: 'lost',
  reading: 'body-lost',
};

/** The relevant members of Node's errors. */
interface NodeError extends Error {
  readonly code?: string;
  readonly syscall?: string;
  readonly hostname?: string;
  /** Invalid data from the parser: part of the answer, which may contain a token. */
  rawPacket?: unknown;
}

const failure = (
  kind: FailureKind,
  message: string,
  { status }: Place,
  cause?: unknown,
): TransportFailure => ({
  failure: kind,
  message,
  status,
  cause,
});

const seconds = (ms: number): string => `${ms / 1000} s`;

/** The failure for an error from Node. */
export const ofError = (error: NodeError, place: Place): TransportFailure => {
  const { phase, host } = place;
  const { code = 'no code' } = error;
  const fail = (kind: FailureKind, message: string): TransportFailure => failure(kind, message, place, error);
  delete error.rawPacket;

  if (error instanceof TunnelError) return error.failure;
  if (phase === 'connecting') {
    if (error.syscall === 'getaddrinfo') {
      return fail('name-not-found', `the name ${error.hostname ?? host} was not found (${code})`);
    }
    if (code === 'ECONNREFUSED') return fail('no-connection', `connection refused by ${host}`);
    return fail('no-connection', `no connection to ${host} (${code})`);
  }
  if (phase === 'handshaking') {
    const reason = certificateCodes.get(code);
    return reason === undefined
      ? fail('no-handshake', `the TLS handshake with ${host} failed (${code})`)
      : fail('certificate', `the certificate of ${host} was not accepted: ${reason} (${code})`);
  }
  if (phase === 'reading' && code.startsWith('HPE_')) {
    return fail('body-lost', `the body of the answer from ${host} violates HTTP (${code})`);
  }
  if (phase === 'reading')
    return fail('body-lost', `the body of the answer from ${host} was truncated (${code})`);
  if (code === 'HPE_HEADER_OVERFLOW')
    return fail('lost', `the headers of the answer from ${host} are too large`);
  if (code.startsWith('HPE_')) return fail('lost', `the answer from ${host} is not HTTP (${code})`);
  return error.syscall === undefined && code === 'ECONNRESET'
    ? closed(place, error)
    : fail('lost', `the connection to ${host} was lost before an answer (${code})`);
};

/** The connection ended without an error. */
export const closed = (place: Place, cause?: unknown): TransportFailure =>
  failure(
    kindOf[place.phase],
    place.phase === 'reading'
      ? `the body of the answer from ${place.host} was truncated`
      : `${place.host} closed the connection without an answer`,
    place,
    cause,
  );

const missed: Readonly<Record<Phase, (host: string) => string>> = {
  connecting: (host) => `no connection to ${host}`,
  handshaking: (host) => `no TLS handshake with ${host}`,
  sending: (host) => `the request could not be sent to ${host}`,
  waiting: (host) => `no answer from ${host}`,
  reading: (host) => `the body of the answer from ${host} was not complete`,
};

/** A limit of the phase or of the whole attempt has passed. */
export const late = (ms: number, place: Place): TransportFailure =>
  failure(kindOf[place.phase], `${missed[place.phase](place.host)} within ${seconds(ms)}`, place);

/** The body stopped arriving. */
export const silent = (ms: number, place: Place): TransportFailure =>
  failure('body-lost', `the body of the answer from ${place.host} stopped for ${seconds(ms)}`, place);

/** The body is complete but unusable. */
export const unreadable = (problem: string, place: Place, cause?: unknown): TransportFailure =>
  failure('body-lost', `the body of the answer from ${place.host} ${problem}`, place, cause);

/** The signal fired. Before `sending`, no byte of the request was sent. */
export const aborted = (reason: unknown, phase: Phase = 'connecting'): TransportFailure => ({
  failure: 'aborted',
  message: 'the request was aborted',
  unsent: phase === 'connecting' || phase === 'handshaking',
  cause: reason,
});

/** The proxy refused the request: it did not reach the service. */
export const proxyRefusal = (host: string, status: number): TransportFailure => ({
  failure: 'no-connection',
  message:
    status === 407
      ? `the proxy ${host} requires a valid credential (407)`
      : `the proxy ${host} refused the tunnel (${status})`,
});
