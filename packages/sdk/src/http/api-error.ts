import type { ApiError, Issue, RequestInfo } from '@wxdi/core';
import type { InvalidParameter } from '@wxdi/bindings';
import type { Scrubber } from '../secrets/scrubber.js';
import type { TransportOutcome } from './transport.js';
import type { Verdict } from './verdict.js';
import { scrubCause } from '../secrets/scrub-cause.js';
import { pageInstead, readServiceError, type ErrorDetails } from './service-error.js';
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
  /** The body of the answer, if it was parsed already. */
  readonly document?: unknown;
  readonly scrub: Scrubber;
}

/** What an error keeps of an answer: a body of megabytes is not a message. */
const most = { message: 4_000, text: 500, issues: 20 } as const;

/** The error for a failed call, from the outcome of its last attempt. */
export const apiErrorOf = ({
  request,
  outcome,
  verdict,
  unusable,
  document,
  scrub,
}: FailedCall): ApiError => {
  const { message, issues, status, code, traceId, mediaType, cause } = detailsOf(
    outcome,
    unusable,
    document,
    scrub,
  );
  const at = isFailure(outcome) ? { ...request, ...outcome.at } : request;
  const excerpt = (text: string): string => scrub.excerpt(text, most.text);
  const wait = verdict.retryAfterMs;
  const retryAfter = wait === undefined ? '' : `; retry after ${Math.ceil(wait / 1000)} s`;
  return {
    _tag: 'ApiError',
    ...verdict,
    message: scrub.excerpt(message, most.message) + retryAfter,
    request: {
      ...at,
      path: excerpt(at.path),
      status,
      serviceCode: code && excerpt(code),
      traceId: traceId && excerpt(traceId),
      mediaType: mediaType && excerpt(mediaType),
    },
    issues: issues.slice(0, most.issues).map(({ path, expected, received }) => ({
      path: excerpt(path),
      expected: excerpt(expected),
      received: excerpt(received),
    })),
    // The reason of a signal belongs to the caller.
    cause: verdict.reason === 'aborted' ? cause : scrubCause(scrub, cause),
  };
};

const detailsOf = (
  outcome: TransportOutcome,
  unusable: FailedCall['unusable'],
  document: unknown,
  scrub: Scrubber,
): ErrorDetails => {
  if (isFailure(outcome)) return { issues: [], ...outcome };
  if (unusable === undefined) return readServiceError(outcome, scrub, document);
  const page = pageInstead(outcome, scrub);
  return page === undefined
    ? { ...unusable, status: outcome.status }
    : { message: page, issues: [], status: outcome.status, mediaType: 'text/html' };
};
