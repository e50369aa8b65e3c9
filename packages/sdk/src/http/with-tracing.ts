import type { HttpResponse, Transport, TransportFailure } from './transport.js';
import type { Clock } from '@wxdi/core';
import { liveClock } from '../clock.js';
import { isFailure } from './transport.js';

/** An attempt that is about to be sent. Neither a header nor a body nor a query is among it. */
export interface AttemptStart {
  readonly method: string;
  /** Host and port. */
  readonly host: string;
  /** Path with ids filled in, without the query. */
  readonly path: string;
  /** 1 for the first. */
  readonly attempt: number;
}

/** How an attempt ended: with a status, or with a failure. */
export interface AttemptEnd {
  readonly durationMs: number;
  readonly status?: number;
  readonly failure?: { readonly kind: TransportFailure['failure']; readonly message: string };
}

/** What is made of an attempt while it lasts, e.g. a span. */
export interface Span {
  /** Headers to send along, e.g. `traceparent`; those of the request win. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly end?: (end: AttemptEnd) => void;
}

/** Told of each attempt before it is sent. It must not throw: what it throws reaches the caller of the client. */
export type Tracer = (start: AttemptStart) => Span | undefined | void;

/**
 * Tells a tracer of the start and the end of each attempt.
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

const endOf = (outcome: HttpResponse | TransportFailure): Omit<AttemptEnd, 'durationMs'> =>
  isFailure(outcome)
    ? {
        failure: { kind: outcome.failure, message: outcome.message },
        ...(outcome.status === undefined ? {} : { status: outcome.status }),
      }
    : { status: outcome.status };
