import type { ApiError, ApiReason, AttemptClass } from './api-error.js';
import type { Outcome, WorkflowError } from './workflow-error.js';
import { aborted } from './workflow-error.js';

/** Whether an operation may be repeated without effect: a read may, a write may not. */
export type Effect = 'read' | 'write';

type Translation = Exclude<
  WorkflowError['_tag'],
  'AmbiguousName' | 'NotApplied' | 'DeadlineExceeded' | 'Aborted'
>;

const tagOf: Readonly<Record<Exclude<ApiReason, 'aborted'>, Translation>> = {
  'invalid-request': 'InvalidInput',
  unreachable: 'Unavailable',
  tls: 'Unavailable',
  throttled: 'Unavailable',
  unauthenticated: 'NotPermitted',
  forbidden: 'NotPermitted',
  'not-found': 'NotFound',
  conflict: 'Refused',
  rejected: 'Refused',
  redirected: 'Refused',
  server: 'Unavailable',
  'connection-lost': 'Unavailable',
  undecodable: 'Undecodable',
};

const outcomeOf: Readonly<Record<AttemptClass, Outcome>> = {
  unsent: 'not-sent',
  refused: 'rejected',
  created: 'unknown',
  ambiguous: 'unknown',
};

/**
 * Translates the port's error to the workflows' errors. A write whose attempt was ambiguous, or whose answer was lost,
 * becomes `OutcomeUnknown`: it is never reported as failed.
 */
export const translate =
  (effect: Effect) =>
  (error: ApiError): WorkflowError => {
    const unknownOutcome = effect === 'write' && (error.class === 'ambiguous' || error.class === 'created');
    if (error.reason === 'aborted' && !unknownOutcome)
      return { ...aborted(error.cause), request: error.request };
    const common = {
      message: error.message,
      outcome: error.reason === 'invalid-request' ? ('not-sent' as const) : outcomeOf[error.class],
      at: [error.request.operation],
      request: error.request,
      cause: error.cause,
    };
    const { retryAfterMs } = error;
    if (unknownOutcome) return { ...common, _tag: 'OutcomeUnknown', retryAfterMs };
    const _tag = error.reason === 'aborted' ? 'Unavailable' : tagOf[error.reason];
    switch (_tag) {
      case 'InvalidInput':
      case 'Undecodable':
        return { ...common, _tag, issues: error.issues };
      case 'Unavailable':
      case 'Refused':
        return { ...common, _tag, retryAfterMs };
      case 'NotFound':
      case 'NotPermitted':
      case 'OutcomeUnknown':
        return { ...common, _tag };
    }
  };
