import type { ApiError, RequestInfo } from '@wxdi/core';
import type { InvalidParameter } from '@wxdi/bindings';
import type { HttpRequest, HttpResponse, TransportFailure } from '../http/transport.js';
import type { Answer } from './read-answer.js';
import type { Scrub } from './scrub/scrubber.js';
import { readServiceError } from '../http/service-error.js';
import { isFailure } from '../http/transport.js';
import { verdictOf } from '../http/verdict.js';
import { scrubCause } from './scrub/cause.js';

/** A value of the caller's cannot go into the request: nothing was sent. */
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

/** The caller asked to stop before anything was sent. */
export const stoppedBeforehand = (request: RequestInfo, cause: unknown): ApiError => ({
  _tag: 'ApiError',
  class: 'unsent',
  reason: 'aborted',
  message: 'stopped before the request was sent',
  request,
  issues: [],
  ...(cause === undefined ? {} : { cause }),
});

interface FailedCall {
  readonly request: RequestInfo;
  readonly http: HttpRequest;
  readonly outcome: HttpResponse | TransportFailure;
  /** What was made of a 2xx. */
  readonly answer: Answer | undefined;
  readonly scrub: Scrub;
}

/** Why a call failed, from the outcome of its last attempt. */
export const apiErrorOf = ({ request, http, outcome, answer, scrub }: FailedCall): ApiError => {
  const verdict = verdictOf(http, outcome) ?? { class: 'created', reason: 'undecodable' };
  const told = describe(outcome, answer);
  const { status, code, traceId } = told;
  const waits = verdict.retryAfterMs;
  const when = waits === undefined ? '' : `; it asks to be left alone for ${Math.ceil(waits / 1000)} s`;
  return {
    _tag: 'ApiError',
    ...verdict,
    message: scrub(told.message) + when,
    request: {
      ...request,
      path: scrub(request.path),
      ...(status === undefined ? {} : { status }),
      ...(code === undefined ? {} : { serviceCode: scrub(code) }),
      ...(traceId === undefined ? {} : { traceId: scrub(traceId) }),
    },
    issues: told.issues.map(({ path, expected, received }) => ({
      path: scrub(path),
      expected: scrub(expected),
      received: scrub(received),
    })),
    // The reason of a signal is the caller's own.
    ...(told.cause === undefined
      ? {}
      : { cause: verdict.reason === 'aborted' ? told.cause : scrubCause(scrub, told.cause) }),
  };
};

interface Told {
  readonly message: string;
  readonly issues: ApiError['issues'];
  readonly status?: number;
  readonly code?: string;
  readonly traceId?: string;
  readonly cause?: unknown;
}

const describe = (outcome: HttpResponse | TransportFailure, answer: Answer | undefined): Told => {
  if (isFailure(outcome)) {
    const { message, status, cause } = outcome;
    return { message, issues: [], cause, ...(status === undefined ? {} : { status }) };
  }
  const { status } = outcome;
  if (answer?._tag === 'Unusable') return { message: answer.message, issues: answer.issues, status };
  return { ...readServiceError(outcome), status };
};
