import type { ApiError } from '@wxdi/core';
import type { FailureKind, HttpRequest, TransportOutcome } from './transport.js';
import { classifyStatus } from '@wxdi/core';
import { retryAfterMs } from './retry-after.js';
import { isFailure } from './transport.js';

/** How a failed attempt ended, and what may be sent again. */
export type Verdict = Pick<ApiError, 'class' | 'reason' | 'retryAfterMs'>;

/** The outcome of a request and the verdict on it; `undefined` for a 2xx that the caller can use. */
export interface Judged {
  readonly outcome: TransportOutcome;
  readonly verdict: Verdict | undefined;
}

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

/** The caller aborted before anything was sent. */
const abortedUnsent: Verdict = { class: 'unsent', reason: 'aborted' };

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The verdict on one attempt; `undefined` for a 2xx that the caller can use. */
export const verdictOf = (request: HttpRequest, outcome: TransportOutcome): Verdict | undefined => {
  if (isFailure(outcome)) {
    const { failure, status, unsent, retryAfterMs: wait } = outcome;
    if (failure === 'body-lost' && status !== undefined && !isSuccess(status))
      return { ...classifyStatus(status), retryAfterMs: wait };
    return {
      ...(failure === 'aborted' && unsent === true ? abortedUnsent : ofFailure[failure]),
      retryAfterMs: wait,
    };
  }
  if (isSuccess(outcome.status)) {
    return request.unusable?.(outcome) === undefined ? undefined : ofFailure['body-lost'];
  }
  return { ...classifyStatus(outcome.status), retryAfterMs: retryAfterMs(outcome.headers) };
};
