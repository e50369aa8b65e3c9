import type { TransportFailure } from '../transport.js';

/** Why there is no tunnel, as an error that Node hands on to the request. Nothing of the request itself was sent. */
export class TunnelError extends Error {
  override readonly name = 'TunnelError';
  readonly failure: TransportFailure;

  constructor(failure: TransportFailure) {
    super(failure.message);
    this.failure = failure.failure === 'lost' ? { ...failure, failure: 'no-connection' } : failure;
  }
}
