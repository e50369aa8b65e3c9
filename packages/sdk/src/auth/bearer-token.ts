import type { Cancel, Clock } from '@wxdi/core';
import type { TransportFailure } from '../http/transport.js';
import type { Credential } from './credential.js';
import { cancelScope, never } from '@wxdi/core';
import { liveClock } from '../clock.js';
import { defaultLimits } from '../http/limits.js';
import { fixedCredential } from './credential.js';
import { recent } from '../secrets/recent.js';
import { tokenRefusal } from '../secrets/refusal.js';
import { Secret, secretOf } from '../secrets/secret.js';
import { orStopped } from './shared-flight.js';

/** The source of a bearer token. A function is called before each request, and once more after a 401; it may take two minutes. */
export type TokenSource = string | Secret | (() => string | Secret | Promise<string | Secret>);

/** How long a function may take, as any request. */
const patienceMs = defaultLimits.totalMs;

/** A credential from a token, or from a function that returns one for each request. */
export const bearerToken = (source: TokenSource, clock: Clock = liveClock): Credential => {
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
    const refusal = tokenRefusal(token);
    if (refusal !== undefined)
      return { failure: 'no-token', message: `the bearer token function must return ${refusal}` };
    return `Bearer ${token}`;
  };

  /** The answer of the function, or a failure if it takes too long or the signal fires. */
  const askInTime = async (signal: Cancel = never): Promise<string | TransportFailure> => {
    const scope = cancelScope(signal);
    const late = async (): Promise<TransportFailure> => {
      await clock.sleep(patienceMs, scope.cancel)();
      return {
        failure: 'no-token',
        message: `the bearer token function returned no token within ${patienceMs / 1_000} s`,
      };
    };
    try {
      return await Promise.race([orStopped(ask(), scope.cancel), late()]);
    } finally {
      scope.close();
      scope.fire();
    }
  };

  return {
    authorization: askInTime,
    // The function may return another token next time.
    refused: () => true,
    secrets: tokens.all,
  };
};
