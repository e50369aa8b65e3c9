import type { TransportFailure } from '../http/transport.js';

/** Gives the value of the `Authorization` header, or why there is none. */
export interface Credential {
  /** `undefined` for a call without a credential. */
  readonly authorization: () => Promise<string | undefined | TransportFailure>;
  /**
   * Told that the service refused this value; answers whether a new one can be had. Called by many at once with the
   * same value, it renews once.
   */
  readonly refused: (authorization: string) => boolean;
  /** Every text that must appear in no output. */
  readonly secrets: () => readonly string[];
}

/** A call without a credential. */
export const noCredential: Credential = {
  authorization: async () => undefined,
  refused: () => false,
  secrets: () => [],
};
