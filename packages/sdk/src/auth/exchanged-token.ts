import type { Cancel, Clock } from '@wxdi/core';
import type { HttpRequest, HttpResponse, Transport, TransportFailure } from '../http/transport.js';
import type { Credential } from './credential.js';
import { classifyStatus } from '@wxdi/core';
import { retryAfterMs } from '../http/retry-after.js';
import { isFailure } from '../http/transport.js';
import { recent } from './recent.js';
import { sharedFlight } from './shared-flight.js';

/** A service that gives a token for a credential. */
export interface TokenService {
  readonly request: () => Omit<HttpRequest, 'effect' | 'signal'>;
  /** The token in the JSON of a 200; `undefined` if there is none. */
  readonly read: (document: object) => { readonly token: string; readonly lifeSeconds: number } | undefined;
  /** Statuses by which it says, against custom, that the credential is wrong. */
  readonly alsoRefused?: readonly number[];
  /** What the credential is called in messages. */
  readonly credential: string;
  readonly secrets: readonly string[];
}

interface Token {
  readonly authorization: string;
  /** Monotonic time after which it is renewed. */
  readonly renewAt: number;
}

/** A token is renewed when this part of its life is over. */
const renewAfter = 0.8;

/**
 * A credential that is exchanged for a token. The token is kept for 80 % of its life, measured on the monotonic
 * clock; however many ask at once, the token service is asked once, by a request that follows no redirect.
 */
export const exchangedToken = (service: TokenService, send: Transport, clock: Clock): Credential => {
  let token: Token | undefined;
  const tokens = recent();

  const ask = sharedFlight(async (signal: Cancel): Promise<Token | TransportFailure> => {
    const asked = clock.monotonic();
    const answer = await send({ ...service.request(), effect: 'read', signal });
    if (isFailure(answer)) return answer.failure === 'certificate' ? answer : unavailable(answer);
    const given = answer.status === 200 ? service.read(parse(answer.body)) : undefined;
    if (given === undefined) return withoutToken(service, answer);
    tokens.add(given.token);
    // From when it was asked for: it cannot have begun to live before.
    const renewAt = asked + given.lifeSeconds * 1_000 * renewAfter;
    token = { authorization: `Bearer ${given.token}`, renewAt };
    return token;
  });

  return {
    authorization: async (signal) => {
      if (token !== undefined && clock.monotonic() < token.renewAt) return token.authorization;
      const got = await ask(signal);
      return 'failure' in got ? got : got.authorization;
    },
    refused: (authorization) => {
      if (token?.authorization === authorization) token = undefined;
      return true;
    },
    secrets: () => [...service.secrets, ...tokens.all()],
  };
};

const unavailable = ({ message, cause, unsent }: TransportFailure): TransportFailure => ({
  failure: 'no-token',
  message: `the token service gave no answer: ${message}`,
  ...(unsent === undefined ? {} : { unsent }),
  ...(cause === undefined ? {} : { cause }),
});

const withoutToken = (service: TokenService, { status, headers }: HttpResponse): TransportFailure => {
  const { class: verdict, reason } = classifyStatus(status);
  if (status === 401 || service.alsoRefused?.includes(status) === true || status === 403) {
    const message = `the token service refused the ${service.credential} (${status})`;
    return { failure: 'credential-refused', status, message };
  }
  const message = `the token service answered ${status} without a token`;
  if (verdict === 'refused' && status >= 300) {
    const why =
      reason === 'redirected' ? `${message}: a redirect is never followed with a credential` : message;
    return { failure: 'credential-refused', status, message: why };
  }
  const wait = retryAfterMs(headers);
  return { failure: 'no-token', status, message, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
};

const parse = (body: string): object => {
  try {
    return Object(JSON.parse(body)) as object;
  } catch {
    return {};
  }
};
