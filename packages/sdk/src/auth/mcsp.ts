import type { Secret } from '../secrets/secret.js';
import type { TokenService } from './exchanged-token.js';

/** Origin of the token service of IBM's software as a service on AWS. */
export const mcspUrl = 'https://account-iam.platform.saas.ibm.com';

/** Lifetime of a token without `expires_in`, in seconds. */
const assumedLife = 3_600;

/**
 * An API key of an account of IBM's software as a service on AWS (Multi-Cloud SaaS Platform).
 *
 * Wire: `POST {url}/api/2.0/accounts/{account}/apikeys/token`, JSON `{apikey}`; 200 with `token` and `expires_in`
 * seconds.
 */
export const mcsp = (apiKey: Secret, account: string, url: string): TokenService => ({
  request: () => ({
    method: 'POST',
    url: new URL(`/api/2.0/accounts/${encodeURIComponent(account)}/apikeys/token`, url),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ apikey: apiKey.expose() }),
  }),
  read: (document) => {
    const { token, expires_in: life } = document as Readonly<Record<string, unknown>>;
    if (typeof token !== 'string' || token === '') return undefined;
    return { token, lifeSeconds: typeof life === 'number' && life > 0 ? life : assumedLife };
  },
  alsoRefused: [400],
  credential: 'API key',
  secrets: [apiKey.expose()],
});
