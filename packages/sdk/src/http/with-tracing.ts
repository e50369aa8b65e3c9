import type { Transport, TransportFailure, TransportOutcome } from './transport.js';
import type { Clock } from '@wxdi/core';
import { liveClock } from '../clock.js';
import { callHook } from '../hook.js';
import { isFailure } from './transport.js';

/** An attempt that is about to be sent, without headers, body and query. */
export interface AttemptStart {
  readonly method: string;
  /** Host and port. */
  readonly host: string;
  /** Path with ids, without the query. */
  readonly path: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** How an attempt ended: with a status, or with a failure. */
export interface AttemptEnd {
  readonly durationMs: number;
  readonly status?: number | undefined;
  readonly failure?: { readonly kind: TransportFailure['failure']; readonly message: string } | undefined;
}

/** The trace of one attempt, e.g. an OpenTelemetry span. */
export interface Span {
  /** Headers to add, e.g. `traceparent`; those of the request have precedence. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called when the attempt has ended. */
  readonly end?: ((end: AttemptEnd) => void) | undefined;
}

/** Called before each attempt. Exceptions that it or `end` throws are ignored and do not affect the request. */
export type Tracer = (start: AttemptStart) => Span | undefined | void;

/**
 * Reports the start and the end of each attempt to a tracer.
 *
 * @example with OpenTelemetry
 * const trace = ({ method, path, attempt }) => {
 *   const span = tracer.startSpan(`${method} ${path}`, { attributes: { 'http.request.resend_count': attempt - 1 } });
 *   return {
 *     end: ({ status, failure }) => {
 *       if (status !== undefined) span.setAttribute('http.response.status_code', status);
 *       if (failure !== undefined) span.setAttribute('error.type', failure.kind);
 *       span.end();
 *     },
 *   };
 * };
 */
export const withTracing =
  (tracer: Tracer, clock: Clock = liveClock) =>
  (send: Transport): Transport =>
  async (request) => {
    const { method, url, attempt = 1 } = request;
    const span = callHook(tracer, { method, host: url.host, path: url.pathname, attempt }) ?? undefined;
    const added = sendable(span?.headers);
    const since = clock.monotonic();
    const outcome = await send(
      added === undefined ? request : { ...request, headers: { ...added, ...request.headers } },
    );
    const end: AttemptEnd = { durationMs: clock.monotonic() - since, ...endOf(outcome) };
    callHook(() => span?.end?.(end));
    return outcome;
  };

/** A tracer's headers without those that HTTP forbids: one of them would make every request invalid. */
const sendable = (headers: Span['headers']): Span['headers'] =>
  headers &&
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]: readonly [string, unknown]) =>
        /^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof value === 'string' && /^[\t\x20-\x7e]*$/.test(value),
    ),
  );

const endOf = (outcome: TransportOutcome): Omit<AttemptEnd, 'durationMs'> => ({
  status: outcome.status,
  failure: isFailure(outcome) ? { kind: outcome.failure, message: outcome.message } : undefined,
});
