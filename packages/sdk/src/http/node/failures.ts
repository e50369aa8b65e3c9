import type { FailureKind, TransportFailure } from '../transport.js';
import { certificateCodes } from './certificate-codes.js';
import { TunnelError } from './tunnel-error.js';

/** How far a request has come. What an error means depends on it. */
export type Phase = 'connecting' | 'handshaking' | 'sending' | 'waiting' | 'reading';

/** Where a request was when it failed; what may be shown of its address. */
export interface Place {
  readonly phase: Phase;
  /** Host and port: no user, no path, no query. */
  readonly host: string;
  /** Once the head of the answer was seen. */
  readonly status?: number | undefined;
}

/** What it means that a phase did not end. From `sending` on, bytes may have arrived. */
const kindOf: Readonly<Record<Phase, FailureKind>> = {
  connecting: 'no-connection',
  handshaking: 'no-handshake',
  sending: 'lost',
  waiting: 'lost',
  reading: 'body-lost',
};

/** Node's errors, as far as they matter here. */
interface NodeError extends Error {
  readonly code?: string;
  readonly syscall?: string;
  readonly hostname?: string;
  /** What the parser choked on: part of the answer, which may hold a token. */
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
  ...(status === undefined ? {} : { status }),
  ...(cause === undefined ? {} : { cause }),
});

const seconds = (ms: number): string => `${ms / 1000} s`;

/** An error that Node reported. */
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
    return fail('body-lost', `the body of the answer from ${host} is not as HTTP wants it (${code})`);
  }
  if (phase === 'reading') return fail('body-lost', `the body of the answer from ${host} was cut (${code})`);
  if (code === 'HPE_HEADER_OVERFLOW')
    return fail('lost', `the headers of the answer from ${host} are too large`);
  if (code.startsWith('HPE_')) return fail('lost', `the answer from ${host} is not HTTP (${code})`);
  return error.syscall === undefined && code === 'ECONNRESET'
    ? closed(place, error)
    : fail('lost', `the connection to ${host} was lost before an answer (${code})`);
};

/** The connection ended and nothing else was reported. */
export const closed = (place: Place, cause?: unknown): TransportFailure =>
  failure(
    kindOf[place.phase],
    place.phase === 'reading'
      ? `the body of the answer from ${place.host} was cut`
      : `${place.host} closed the connection without an answer`,
    place,
    cause,
  );

const missed: Readonly<Record<Phase, (host: string) => string>> = {
  connecting: (host) => `no connection to ${host}`,
  handshaking: (host) => `no TLS handshake with ${host}`,
  sending: (host) => `the request did not go out to ${host}`,
  waiting: (host) => `no answer from ${host}`,
  reading: (host) => `the body of the answer from ${host} did not end`,
};

/** The limit of a phase, or of all of the attempt, has passed. */
export const late = (ms: number, place: Place): TransportFailure =>
  failure(kindOf[place.phase], `${missed[place.phase](place.host)} within ${seconds(ms)}`, place);

/** The body stopped arriving. */
export const silent = (ms: number, place: Place): TransportFailure =>
  failure('body-lost', `the body of the answer from ${place.host} stopped for ${seconds(ms)}`, place);

/** The body arrived and is of no use. */
export const unreadable = (problem: string, place: Place, cause?: unknown): TransportFailure =>
  failure('body-lost', `the body of the answer from ${place.host} ${problem}`, place, cause);

/** The signal fired. Before `sending`, not a byte of the request was on its way. */
export const aborted = (reason: unknown, phase: Phase = 'connecting'): TransportFailure => ({
  failure: 'aborted',
  message: 'the request was aborted',
  ...(phase === 'connecting' || phase === 'handshaking' ? { unsent: true } : {}),
  ...(reason === undefined ? {} : { cause: reason }),
});

/** The proxy did not let the request through: nothing of it reached the service. */
export const proxyRefusal = (host: string, status: number): TransportFailure => ({
  failure: 'no-connection',
  message:
    status === 407
      ? `the proxy ${host} wants another credential (407)`
      : `the proxy ${host} refused the tunnel (${status})`,
});
