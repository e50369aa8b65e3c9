import type { Overrides } from '@wxdi/core';
import type { Limits } from './limits.js';
import type { HttpRequest, Transport, TransportFailure, TransportOutcome } from './transport.js';
import { onAbort, withOverrides } from '@wxdi/core';
import { checkOptions, fetchTransportRule } from '../checks/options.js';
import { readStream } from './fetch/body.js';
import { ofFetchError } from './fetch/failures.js';
import { defaultLimits } from './limits.js';
import { invalidRequest, refuse } from './refuse.js';
import { withMaxSockets } from './with-max-sockets.js';

/** Options of the transport over `fetch`. */
export interface FetchTransportOptions {
  /** `connectMs` and `headersMs` are added to one limit: `fetch` does not report when the connection is open. */
  readonly limits?: Overrides<Limits> | undefined;
  /** Default: that of the runtime. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Requests in progress at once; further ones wait in order. Default: 50. */
  readonly maxSockets?: number | undefined;
}

/**
 * A transport over `fetch`, for Deno, Bun, edge runtimes and browsers. Limits, bounded bodies, failures as values and
 * unfollowed redirects are the same as in the Node transport. What `fetch` cannot guarantee:
 *
 * - a fresh connection for a start: a stale one may lose the request, whose outcome is then unknown;
 * - the difference between a connection that never opened and a lost one, if the runtime hides the reason (browsers,
 *   Deno): the failure is then `lost`, so a start is never repeated, but a read is;
 * - redirects in a browser, which hides their status and location: the failure is `lost`;
 * - proxies, certificate authorities and client certificates: the runtime decides.
 */
export const fetchTransport = (options: FetchTransportOptions = {}): Transport => {
  checkOptions(fetchTransportRule, options);
  const limits = withOverrides(defaultLimits, options.limits);
  return withMaxSockets(options.maxSockets)(async (request) => {
    const refusal = refuse(request.url);
    if (refusal !== undefined) return refusal;
    const { signal } = request;
    if (signal?.aborted === true) return aborted(signal.reason, true);

    const control = new AbortController();
    let ended: TransportFailure | undefined;
    const end = (failure: TransportFailure): void => {
      ended ??= failure;
      control.abort();
    };
    const timers = watch(limits, request.url.host, end);
    const forget = signal === undefined ? undefined : onAbort(signal, () => end(aborted(signal.reason)));
    try {
      return await attempt(options.fetch ?? fetch, request, control.signal, limits, timers, () => ended);
    } finally {
      timers.stop();
      forget?.();
    }
  });
};

const attempt = async (
  send: typeof fetch,
  { url, method, headers, body }: HttpRequest,
  signal: AbortSignal,
  { bodyBytes }: Limits,
  timers: Timers,
  ended: () => TransportFailure | undefined,
): Promise<TransportOutcome> => {
  const { host } = url;
  let checked: Headers;
  try {
    checked = new Headers({ ...headers });
  } catch {
    // The error would include the value.
    return invalidRequest('a header holds a character that HTTP forbids');
  }
  let answer: Response;
  try {
    const init: RequestInit = { method, headers: checked, redirect: 'manual', signal };
    answer = await send(url.href, body === undefined ? init : { ...init, body });
  } catch (error) {
    return ended() ?? ofFetchError(error, host);
  }
  if (answer.type === 'opaqueredirect')
    return { failure: 'lost', message: `${host} answered with a redirect, which this runtime hides` };
  const { status } = answer;
  timers.reading(status);
  const read = await readStream(answer.body, bodyBytes, timers.arrived);
  const stopped = ended();
  if (stopped !== undefined) return stopped;
  if ('text' in read) return { status, headers: toHeaders(answer.headers), body: read.text };
  const message = `the body of the answer from ${host} ${read.problem}`;
  return { failure: 'body-lost', status, message, cause: read.cause };
};

interface Timers {
  /** The head of the answer was received. */
  readonly reading: (status: number) => void;
  /** A part of the body was received. */
  readonly arrived: () => void;
  readonly stop: () => void;
}

/** The limits of one attempt. */
const watch = (limits: Limits, host: string, end: (failure: TransportFailure) => void): Timers => {
  let seen: number | undefined;
  let phase: ReturnType<typeof setTimeout> | undefined;
  const late = (ms: number, what: string): TransportFailure => ({
    failure: seen === undefined ? 'lost' : 'body-lost',
    message: `${what} ${host} within ${ms / 1_000} s`,
    status: seen,
  });
  const within = (ms: number, what: string): ReturnType<typeof setTimeout> | undefined =>
    ms < 2 ** 31 ? setTimeout(() => end(late(ms, what)), ms) : undefined;

  const headMs = limits.connectMs + limits.headersMs;
  const total = within(limits.totalMs, 'no complete answer from');
  const enter = (ms: number, what: string): void => {
    clearTimeout(phase);
    phase = within(ms, what);
  };
  const arrived = (): void => enter(limits.idleMs, 'no further body data from');
  enter(headMs, 'no answer from');
  return {
    reading: (status) => {
      seen = status;
      arrived();
    },
    arrived,
    stop: () => {
      clearTimeout(total);
      clearTimeout(phase);
    },
  };
};

const aborted = (reason: unknown, unsent?: boolean): TransportFailure => ({
  failure: 'aborted',
  message: 'the request was aborted',
  unsent,
  cause: reason,
});

const toHeaders = (headers: Headers): Readonly<Record<string, string>> => {
  const record = Object.create(null) as Record<string, string>;
  headers.forEach((value, name) => (record[name] = value));
  return record;
};
