import type { Cancel } from '@wxdi/core';
import type { TransportFailure } from '../http/transport.js';

/** Provides the value of the `Authorization` header. */
export interface Credential {
  /** `undefined` for a call without a credential; the failure `aborted` when the signal fires. */
  readonly authorization: (signal?: Cancel) => Promise<string | undefined | TransportFailure>;
  /**
   * Reports that the service refused this value; returns whether a new one can be obtained. Concurrent calls with the
   * same value renew it once.
   */
  readonly refused: (authorization: string) => boolean;
  /** All texts that must not appear in output. */
  readonly secrets: () => readonly string[];
}

/** No credential. */
export const noCredential: Credential = {
  authorization: async () => undefined,
  refused: () => false,
  secrets: () => [],
};

/** A credential that never changes. */
export const fixedCredential = (authorization: string, secrets: readonly string[]): Credential => ({
  authorization: async () => authorization,
  // A new request would return the same value.
  refused: () => false,
  secrets: () => secrets,
});
