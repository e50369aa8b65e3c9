import type { TransportFailure } from '../transport.js';

/** The failure of a tunnel, as an error that Node passes to the request. The request itself was not sent. */
export class TunnelError extends Error {
  override readonly name = 'TunnelError';
  readonly failure: TransportFailure;

  constructor(failure: TransportFailure) {
    super(failure.message);
    this.failure = failure.failure === 'lost' ? { ...failure, failure: 'no-connection' } : failure;
  }
}
