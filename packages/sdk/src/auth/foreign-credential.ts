import type { TransportFailure } from '../http/transport.js';
import type { Credential } from './credential.js';
import { isFailure } from '../http/transport.js';
import { orStopped } from './shared-flight.js';

/** A credential from the caller. If it throws, rejects or returns no text, no token was obtained and nothing is sent. */
export const foreignCredential = (credential: Credential): Credential => ({
  authorization: (signal) =>
    orStopped(
      (async () => {
        try {
          const value: unknown = await credential.authorization(signal);
          return isUsable(value) ? value : noToken('returned neither text nor a failure');
        } catch (cause) {
          return noToken('failed', cause);
        }
      })(),
      signal,
    ),
  refused: (authorization) => {
    try {
      return credential.refused(authorization);
    } catch {
      return false;
    }
  },
  secrets: () => {
    try {
      return [...credential.secrets()];
    } catch {
      return [];
    }
  },
});

const noToken = (what: string, cause?: unknown): TransportFailure => ({
  failure: 'no-token',
  message: `the given credential ${what}`,
  cause,
});

const isUsable = (value: unknown): value is string | undefined | TransportFailure => {
  if (value === undefined) return true;
  if (typeof value === 'string') return value !== '';
  return typeof value === 'object' && value !== null && isFailure(value as TransportFailure);
};
