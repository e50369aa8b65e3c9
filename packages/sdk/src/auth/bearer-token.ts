import type { TransportFailure } from '../http/transport.js';
import type { Credential } from './credential.js';
import { fixedCredential } from './credential.js';
import { recent } from '../secrets/recent.js';
import { Secret, secretOf } from '../secrets/secret.js';
import { orStopped } from './shared-flight.js';

/** The source of a bearer token. A function is called before each request, and once more after a 401. */
export type TokenSource = string | Secret | (() => string | Secret | Promise<string | Secret>);

/** A credential from a token, or from a function that returns one for each request. */
export const bearerToken = (source: TokenSource): Credential => {
  if (typeof source !== 'function') {
    const token = secretOf(source).expose();
    return fixedCredential(`Bearer ${token}`, [token]);
  }
  const tokens = recent();

  const ask = async (): Promise<string | TransportFailure> => {
    let given: unknown;
    try {
      given = await source();
    } catch (cause) {
      return { failure: 'no-token', message: 'the bearer token function failed', cause };
    }
    const token = given instanceof Secret ? given.expose() : given;
    if (typeof token !== 'string' || token === '')
      return { failure: 'no-token', message: 'the bearer token function returned no token' };
    tokens.add(token);
    return `Bearer ${token}`;
  };

  return {
    authorization: (signal) => orStopped(ask(), signal),
    // The function may return another token next time.
    refused: () => true,
    secrets: tokens.all,
  };
};
