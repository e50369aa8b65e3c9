import type { HttpRequest, HttpResponse, TransportFailure } from './transport.js';
import { translate } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { apiErrorOf } from '../live/api-error.js';
import { scrubber } from '../live/scrub/scrubber.js';
import { verdictOf } from './verdict.js';

/**
 * The error that a client makes of the outcome of a request, for requests that are sent without one; `undefined` for
 * a 2xx. A write whose answer was lost is `OutcomeUnknown`. No secret stands in it.
 */
export const errorOf = (
  request: HttpRequest,
  outcome: HttpResponse | TransportFailure,
  secrets: readonly string[] = [],
): WxdiError | undefined => {
  if (verdictOf(request, outcome) === undefined) return undefined;
  const info = { operation: 'request', method: request.method, path: request.url.pathname };
  const scrub = scrubber(() => secrets);
  return new WxdiError(
    translate(request.effect)(
      apiErrorOf({ request: info, http: request, outcome, answer: undefined, scrub }),
    ),
  );
};
