import type { ApiError } from '@wxdi/core';
import type { FailureKind, HttpRequest, HttpResponse, TransportFailure } from './transport.js';
import { classifyStatus } from '@wxdi/core';
import { retryAfterMs } from './retry-after.js';
import { isFailure } from './transport.js';

/** What an attempt ended as, when it did not end well. */
export type Verdict = Pick<ApiError, 'class' | 'reason' | 'retryAfterMs'>;

const ofFailure: Readonly<Record<FailureKind, Verdict>> = {
  'name-not-found': { class: 'unsent', reason: 'unreachable' },
  'no-connection': { class: 'unsent', reason: 'unreachable' },
  'no-handshake': { class: 'unsent', reason: 'unreachable' },
  'no-token': { class: 'unsent', reason: 'unreachable' },
  'credential-refused': { class: 'refused', reason: 'unauthenticated' },
  certificate: { class: 'refused', reason: 'tls' },
  'invalid-request': { class: 'refused', reason: 'invalid-request' },
  lost: { class: 'ambiguous', reason: 'connection-lost' },
  'body-lost': { class: 'created', reason: 'undecodable' },
  aborted: { class: 'ambiguous', reason: 'aborted' },
};

/** The caller stopped before anything was sent. */
const stoppedUnsent: Verdict = { class: 'unsent', reason: 'aborted' };

const good = (status: number): boolean => status >= 200 && status < 300;

/** The verdict on one attempt; `undefined` for a 2xx that the caller can use. */
export const verdictOf = (
  request: HttpRequest,
  outcome: HttpResponse | TransportFailure,
): Verdict | undefined => {
  if (isFailure(outcome)) {
    const { failure, status } = outcome;
    const verdict =
      failure === 'body-lost' && status !== undefined && !good(status)
        ? classifyStatus(status)
        : outcome.unsent === true && failure === 'aborted'
          ? stoppedUnsent
          : ofFailure[failure];
    return outcome.retryAfterMs === undefined ? verdict : { ...verdict, retryAfterMs: outcome.retryAfterMs };
  }
  if (good(outcome.status)) {
    return request.unusable?.(outcome) === undefined ? undefined : ofFailure['body-lost'];
  }
  const wait = retryAfterMs(outcome.headers);
  return { ...classifyStatus(outcome.status), ...(wait === undefined ? {} : { retryAfterMs: wait }) };
};
