import type { Transport, TransportFailure, TransportOutcome } from './transport.js';

/** A transport from the caller. If it throws, rejects or returns no outcome, the request counts as lost. */
export const foreignTransport =
  (send: Transport): Transport =>
  async (request) => {
    try {
      const outcome: unknown = await send(request);
      return isOutcome(outcome) ? outcome : lost('returned neither an answer nor a failure');
    } catch (cause) {
      if (request.signal?.aborted !== true) return lost('failed', cause);
      return { failure: 'aborted', message: 'the request was aborted', cause: request.signal.reason };
    }
  };

const lost = (what: string, cause?: unknown): TransportFailure => ({
  failure: 'lost',
  message: `the given transport ${what}`,
  cause,
});

const isOutcome = (outcome: unknown): outcome is TransportOutcome => {
  if (typeof outcome !== 'object' || outcome === null) return false;
  const { failure, message, status, headers, body } = outcome as Readonly<Record<string, unknown>>;
  if (failure !== undefined) return typeof failure === 'string' && typeof message === 'string';
  return (
    Number.isInteger(status) && typeof headers === 'object' && headers !== null && typeof body === 'string'
  );
};
