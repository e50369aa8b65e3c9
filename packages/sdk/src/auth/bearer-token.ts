import type { TransportFailure } from '../http/transport.js';
import type { Credential } from './credential.js';
import { fixedCredential } from './credential.js';
import { recent } from './recent.js';
import { Secret, secretOf } from './secret.js';
import { orStopped } from './shared-flight.js';

/** What a bearer token comes from. A function is asked before each request, and once more after a 401. */
export type TokenSource = string | Secret | (() => string | Secret | Promise<string | Secret>);

/** A token that the caller holds, or a function that gives one whenever a request is sent. */
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
      return { failure: 'no-token', message: 'the function that gives the bearer token failed', cause };
    }
    const token = given instanceof Secret ? given.expose() : given;
    if (typeof token !== 'string' || token === '')
      return { failure: 'no-token', message: 'the function that gives the bearer token gave none' };
    tokens.add(token);
    return `Bearer ${token}`;
  };

  return {
    authorization: (signal) => orStopped(ask(), signal),
    // The function may give another token the next time.
    refused: () => true,
    secrets: tokens.all,
  };
};
