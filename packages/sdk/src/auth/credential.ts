import type { Cancel } from '@wxdi/core';
import type { TransportFailure } from '../http/transport.js';

/** Gives the value of the `Authorization` header, or why there is none. */
export interface Credential {
  /** `undefined` for a call without a credential. Ends early, with the failure `aborted`, when the signal fires. */
  readonly authorization: (signal?: Cancel) => Promise<string | undefined | TransportFailure>;
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

/** A value that stays the same for good. */
export const fixedCredential = (authorization: string, secrets: readonly string[]): Credential => ({
  authorization: async () => authorization,
  // Asking again would give the same.
  refused: () => false,
  secrets: () => secrets,
});
