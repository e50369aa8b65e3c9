import type { HttpRequest, TransportOutcome } from './transport.js';
import { translate } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { scrubberOf } from '../secrets/scrubber.js';
import { apiErrorOf } from './api-error.js';
import { verdictOf } from './verdict.js';

/**
 * The error for the outcome of a request that was sent without a client; `undefined` for a 2xx. A write whose answer
 * was lost is `OutcomeUnknown`. Secrets are removed from its texts.
 */
export const errorOf = (
  request: HttpRequest,
  outcome: TransportOutcome,
  secrets: readonly string[] = [],
): WxdiError | undefined => {
  const verdict = verdictOf(request, outcome);
  if (verdict === undefined) return undefined;
  const info = { operation: 'request', method: request.method, path: request.url.pathname };
  const error = apiErrorOf({ request: info, outcome, verdict, scrub: scrubberOf(secrets) });
  return new WxdiError(translate(request.effect)(error));
};
