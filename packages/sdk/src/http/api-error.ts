import type { ApiError, Issue, RequestInfo } from '@wxdi/core';
import type { InvalidParameter } from '@wxdi/bindings';
import type { Scrub } from '../secrets/scrubber.js';
import type { TransportOutcome } from './transport.js';
import type { Verdict } from './verdict.js';
import { scrubCause } from '../secrets/scrub-cause.js';
import { readServiceError, type ErrorDetails } from './service-error.js';
import { isFailure } from './transport.js';

/** A value from the caller is not allowed in the request: nothing was sent. */
export const invalidRequest = (request: RequestInfo, invalid: readonly InvalidParameter[]): ApiError => ({
  _tag: 'ApiError',
  class: 'refused',
  reason: 'invalid-request',
  message: `nothing was sent: ${invalid.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}`,
  request,
  issues: invalid.map(({ name, reason }) => ({
    path: name,
    expected: 'a value that can be sent',
    received: reason,
  })),
});

/** The caller aborted before anything was sent. */
export const abortedBefore = (request: RequestInfo, cause: unknown): ApiError => ({
  _tag: 'ApiError',
  class: 'unsent',
  reason: 'aborted',
  message: 'stopped before the request was sent',
  request,
  issues: [],
  cause,
});

interface FailedCall {
  readonly request: RequestInfo;
  readonly outcome: TransportOutcome;
  readonly verdict: Verdict;
  /** Why a 2xx cannot be used. */
  readonly unusable?: { readonly message: string; readonly issues: readonly Issue[] } | undefined;
  readonly scrub: Scrub;
}

/** The error for a failed call, from the outcome of its last attempt. */
export const apiErrorOf = ({ request, outcome, verdict, unusable, scrub }: FailedCall): ApiError => {
  const { message, issues, status, code, traceId, cause } = detailsOf(outcome, unusable);
  const wait = verdict.retryAfterMs;
  const retryAfter = wait === undefined ? '' : `; retry after ${Math.ceil(wait / 1000)} s`;
  return {
    _tag: 'ApiError',
    ...verdict,
    message: scrub(message) + retryAfter,
    request: {
      ...request,
      path: scrub(request.path),
      status,
      serviceCode: code && scrub(code),
      traceId: traceId && scrub(traceId),
    },
    issues: issues.map(({ path, expected, received }) => ({
      path: scrub(path),
      expected: scrub(expected),
      received: scrub(received),
    })),
    // The reason of a signal belongs to the caller.
    cause: verdict.reason === 'aborted' ? cause : scrubCause(scrub, cause),
  };
};

const detailsOf = (outcome: TransportOutcome, unusable: FailedCall['unusable']): ErrorDetails => {
  if (isFailure(outcome)) return { issues: [], ...outcome };
  return unusable === undefined ? readServiceError(outcome) : { ...unusable, status: outcome.status };
};
