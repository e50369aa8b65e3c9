import type { Cancel, Clock } from '@wxdi/core';
import type { HttpRequest, HttpResponse, Transport, TransportFailure } from '../http/transport.js';
import type { Credential } from './credential.js';
import { classifyStatus } from '@wxdi/core';
import { retryAfterMs } from '../http/retry-after.js';
import { isFailure } from '../http/transport.js';
import { recent } from '../secrets/recent.js';
import { sharedFlight } from './shared-flight.js';

/** A service that issues a token for a credential. */
export interface TokenService {
  readonly request: () => Omit<HttpRequest, 'effect' | 'signal'>;
  /** The token in the JSON of a 200; `undefined` if it has none. */
  readonly read: (document: object) => { readonly token: string; readonly lifeSeconds: number } | undefined;
  /** Further statuses with which it refuses the credential. */
  readonly alsoRefused?: readonly number[];
  /** Name of the credential in messages. */
  readonly credential: string;
  readonly secrets: readonly string[];
}

interface Token {
  readonly authorization: string;
  /** Monotonic time of its renewal. */
  readonly renewAt: number;
}

/** The part of its lifetime after which a token is renewed. */
const renewAfter = 0.8;

/**
 * A credential that is exchanged for a token. The token is used for 80 % of its lifetime, measured by the monotonic
 * clock. Concurrent callers share one request to the token service, which does not follow redirects.
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
    // Counted from the request: its lifetime cannot begin earlier.
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
  message: `the token service did not answer: ${message}`,
  unsent,
  cause,
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
      reason === 'redirected' ? `${message}: redirects are not followed with a credential` : message;
    return { failure: 'credential-refused', status, message: why };
  }
  return { failure: 'no-token', status, message, retryAfterMs: retryAfterMs(headers) };
};

const parse = (body: string): object => {
  try {
    return Object(JSON.parse(body)) as object;
  } catch {
    return {};
  }
};
