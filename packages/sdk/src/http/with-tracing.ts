import type { Transport, TransportFailure, TransportOutcome } from './transport.js';
import type { Clock } from '@wxdi/core';
import { liveClock } from '../clock.js';
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

/** Called before each attempt. It must not throw: an exception reaches the caller of the client. */
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
    const span = tracer({ method, host: url.host, path: url.pathname, attempt });
    const since = clock.monotonic();
    const outcome = await send(
      span?.headers === undefined
        ? request
        : { ...request, headers: { ...span.headers, ...request.headers } },
    );
    span?.end?.({ durationMs: clock.monotonic() - since, ...endOf(outcome) });
    return outcome;
  };

const endOf = (outcome: TransportOutcome): Omit<AttemptEnd, 'durationMs'> => ({
  status: outcome.status,
  failure: isFailure(outcome) ? { kind: outcome.failure, message: outcome.message } : undefined,
});
