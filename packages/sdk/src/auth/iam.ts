import type { Clock } from '@wxdi/core';
import type { HttpResponse, Transport, TransportFailure } from '../http/transport.js';
import type { Credential } from './credential.js';
import { retryAfterMs } from '../http/retry-after.js';
import { isFailure } from '../http/transport.js';

interface IamOptions {
  readonly apiKey: string;
  /** Origin of the token service. */
  readonly url: string;
  readonly send: Transport;
  readonly clock: Clock;
}

interface Token {
  readonly authorization: string;
  readonly secret: string;
  /** Monotonic time after which it is renewed. */
  readonly renewAt: number;
}

export const iamUrl = 'https://iam.cloud.ibm.com';

/** A token is renewed when this part of its life is over. */
const renewAfter = 0.8;
/** Life of a token whose answer does not say, in seconds. */
const assumedLife = 3_600;

/**
 * Exchanges an API key for a token and keeps it for 80 % of its life, measured on the monotonic clock. However many
 * ask at once, the token service is asked once.
 *
 * Wire: `POST {url}/identity/token`, a form; 200 with `access_token` and `expires_in` seconds; 400 for a wrong key.
 */
export const iam = ({ apiKey, url, send, clock }: IamOptions): Credential => {
  let token: Token | undefined;
  let asking: Promise<Token | TransportFailure> | undefined;

  const ask = async (): Promise<Token | TransportFailure> => {
    const answer = await send({
      method: 'POST',
      effect: 'read',
      url: new URL('/identity/token', url),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
        apikey: apiKey,
      }).toString(),
    });
    const got = isFailure(answer) ? unavailable(answer) : read(answer, clock.monotonic());
    if (!('failure' in got)) token = got;
    return got;
  };

  return {
    authorization: async () => {
      if (token !== undefined && clock.monotonic() < token.renewAt) return token.authorization;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      const got = await asking;
      return 'failure' in got ? got : got.authorization;
    },
    refused: (authorization) => {
      if (token?.authorization === authorization) token = undefined;
      return true;
    },
    secrets: () => [apiKey, ...(token === undefined ? [] : [token.secret])],
  };
};

const unavailable = ({ message, cause }: TransportFailure): TransportFailure => ({
  failure: 'no-token',
  message: `the token service gave no answer: ${message}`,
  cause,
});

const read = ({ status, headers, body }: HttpResponse, now: number): Token | TransportFailure => {
  if (status === 400 || status === 401 || status === 403) {
    return {
      failure: 'credential-refused',
      status,
      message: `the token service refused the API key (${status})`,
    };
  }
  const { access_token: secret, expires_in: life } = status === 200 ? parse(body) : {};
  if (typeof secret !== 'string' || secret === '') {
    const wait = retryAfterMs(headers);
    return {
      failure: 'no-token',
      status,
      message: `the token service answered ${status} without a token`,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  const seconds = typeof life === 'number' && life > 0 ? life : assumedLife;
  return { authorization: `Bearer ${secret}`, secret, renewAt: now + seconds * 1000 * renewAfter };
};

const parse = (body: string): { readonly access_token?: unknown; readonly expires_in?: unknown } => {
  try {
    return Object(JSON.parse(body)) as object;
  } catch {
    return {};
  }
};
