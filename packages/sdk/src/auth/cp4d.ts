import type { Clock } from '@wxdi/core';
import type { Secret } from '../secrets/secret.js';
import type { TokenService } from './exchanged-token.js';
import { jwtLifeSeconds } from '../secrets/jwt.js';

/** Lifetime of a token without a claim, in seconds. It is used until a 401; clusters issue about twelve hours. */
const assumedLife = 10 * 3_600;

/** The proof of a Cloud Pak for Data user. */
export type Cp4dProof = { readonly password: Secret } | { readonly apiKey: Secret };

/**
 * A user of Cloud Pak for Data or Software Hub.
 *
 * Wire: `POST {url}/icp4d-api/v1/authorize`, JSON `{username, password}` or `{username, api_key}`; 200 with `token`,
 * a JWT, without its lifetime.
 */
export const cp4d = (username: string, proof: Cp4dProof, url: string, clock: Clock): TokenService => {
  const secret = 'password' in proof ? proof.password : proof.apiKey;
  return {
    request: () => ({
      method: 'POST',
      url: new URL('/icp4d-api/v1/authorize', url),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ username, ['password' in proof ? 'password' : 'api_key']: secret.expose() }),
    }),
    read: (document) => {
      const { token } = document as Readonly<Record<string, unknown>>;
      if (typeof token !== 'string' || token === '') return undefined;
      return { token, lifeSeconds: jwtLifeSeconds(token, clock.now()) ?? assumedLife };
    },
    alsoRefused: [400],
    credential: 'password' in proof ? 'user or the password' : 'user or the API key',
    secrets: [secret.expose()],
  };
};
