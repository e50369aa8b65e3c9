import type { Cancel, Clock } from '@wxdi/core';
import type { HttpRequest, HttpResponse, Transport, TransportFailure } from '../http/transport.js';
import type { Credential } from './credential.js';
import { classifyStatus } from '@wxdi/core';
import type { Scrubber } from '../secrets/scrubber.js';
import { retryAfterMs } from '../http/retry-after.js';
import { parseBody } from '../http/parse-body.js';
import { readComplaint } from '../http/service-error.js';
import { isFailure } from '../http/transport.js';
import { recent } from '../secrets/recent.js';
import { scrubberOf } from '../secrets/scrubber.js';
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
  const secrets = (): readonly string[] => [...service.secrets, ...tokens.all()];
  const scrub = scrubberOf({ [Symbol.iterator]: () => secrets()[Symbol.iterator]() });

  const ask = sharedFlight(async (signal: Cancel): Promise<Token | TransportFailure> => {
    const asked = clock.monotonic();
    const request = service.request();
    const answer = await send({ ...request, effect: 'read', signal });
    if (isFailure(answer))
      return failed(request, answer.failure === 'certificate' ? answer : unavailable(answer));
    const given = answer.status === 200 ? service.read(parse(answer.body)) : undefined;
    if (given === undefined) return failed(request, withoutToken(service, answer, scrub));
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
    secrets,
  };
};

/** A failure to get a token, with the request that failed. */
const failed = (
  { method, url }: ReturnType<TokenService['request']>,
  failure: TransportFailure,
): TransportFailure => ({ ...failure, at: { method, path: url.pathname, origin: url.origin } });

const unavailable = ({ message, cause, unsent }: TransportFailure): TransportFailure => ({
  failure: 'no-token',
  message: `the token service did not answer: ${message}`,
  unsent,
  cause,
});

const withoutToken = (service: TokenService, answer: HttpResponse, scrub: Scrubber): TransportFailure => {
  const { status, headers } = answer;
  const { message: _message, issues: _issues, words, ...details } = readComplaint(answer, scrub);
  // Some releases of Cloud Pak for Data send the status in the body of a 200.
  const meant = status === 200 && /^4\d\d$/.test(details.code ?? '') ? Number(details.code) : status;
  const code = details.code === undefined || details.code === String(meant) ? '' : ` ${details.code}`;
  const isPage = details.mediaType === 'text/html';
  if ((meant === 401 || meant === 403 || service.alsoRefused?.includes(meant) === true) && !isPage) {
    const message = `the token service refused the ${service.credential} (${meant}${code})${words}`;
    return { failure: 'credential-refused', status, message, ...details };
  }
  const message = `the token service answered ${meant}${code}${words === '' ? ' without a token' : words}`;
  const { class: verdict, reason } = classifyStatus(meant);
  if (meant >= 300 && (verdict === 'refused' || meant === 401)) {
    const why =
      reason === 'redirected' ? `${message}; redirects are not followed with a credential` : message;
    return { failure: 'credential-refused', status, message: why, ...details };
  }
  return { failure: 'no-token', status, message, ...details, retryAfterMs: retryAfterMs(headers) };
};

const parse = (body: string): object => Object(parseBody(body)) as object;
