import type { Secret } from '../secrets/secret.js';
import type { TokenService } from './exchanged-token.js';

/** Origin of the token service of IBM Cloud. */
export const iamUrl = 'https://iam.cloud.ibm.com';

/** Lifetime of a token without `expires_in`, in seconds. */
const assumedLife = 3_600;

/**
 * An IBM Cloud API key.
 *
 * Wire: `POST {url}/identity/token`, a form; 200 with `access_token` and `expires_in` seconds; 400 for a wrong key.
 */
export const iam = (apiKey: Secret, url: string): TokenService => ({
  request: () => ({
    method: 'POST',
    url: new URL('/identity/token', url),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
      apikey: apiKey.expose(),
    }).toString(),
  }),
  read: (document) => {
    const { access_token: token, expires_in: life } = document as Readonly<Record<string, unknown>>;
    if (typeof token !== 'string' || token === '') return undefined;
    return { token, lifeSeconds: typeof life === 'number' && life > 0 ? life : assumedLife };
  },
  alsoRefused: [400],
  credential: 'API key',
  secrets: [apiKey.expose()],
});
