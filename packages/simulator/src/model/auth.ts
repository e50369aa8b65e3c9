import { empty, json, unauthorized, type Problem } from './errors.js';
import { hash32 } from './ids.js';
import type { Config } from './options.js';
import type { SimState } from './state.js';
import { asString, isObject, member, type SimRequest, type SimResponse } from './wire.js';

/**
 * Credentials: one token that never expires, issued tokens with a limited lifetime in the format of a JWT, and Zen keys.
 * An issued token is signed with a hash, so that the model does not store tokens.
 */

const base64url = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const signature = (config: Config, head: string): string =>
  hash32(`${config.seed}|${config.apiKey}|${head}`).toString(16).padStart(8, '0');

const issueToken = (config: Config, nowSeconds: number, serial: number): string => {
  const head = base64url(JSON.stringify({ alg: 'none', typ: 'JWT' }));
  const claims = { iat: nowSeconds, exp: nowSeconds + config.tokenLifetimeSeconds, jti: String(serial) };
  const signed = `${head}.${base64url(JSON.stringify(claims))}`;
  return `${signed}.${signature(config, signed)}`;
};

const checkIssued = (
  { config, tokensSince }: Pick<SimState, 'config' | 'tokensSince'>,
  token: string,
  now: number,
): Problem | undefined => {
  const [head = '', claims = '', sign = ''] = token.split('.');
  if (sign !== signature(config, `${head}.${claims}`)) return unauthorized('The access token is not valid.');
  try {
    const decoded: unknown = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    const exp = member(decoded, 'exp');
    const isCurrent = Number(member(decoded, 'jti')) >= tokensSince;
    return isCurrent && typeof exp === 'number' && now < exp * 1_000
      ? undefined
      : unauthorized('The access token has expired.');
  } catch {
    return unauthorized('The access token is not valid.');
  }
};

/** For a malformed bearer token the service returns text, not JSON. */
const malformed = (parts: number): SimResponse => ({
  ...empty(401),
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<html><body><h1>401 Unauthorized</h1><p>token contains an invalid number of segments: ${parts} of 3</p></body></html>\n`,
});

/** The error response; `undefined` if the credentials are valid. */
export const checkCredentials = (
  state: Pick<SimState, 'config' | 'tokensSince'>,
  request: SimRequest,
  now: number,
): Problem | SimResponse | undefined => {
  const { config } = state;
  const header = request.headers['authorization'];
  if (header === undefined || header === '') {
    return unauthorized('The Authorization header is missing.', { type: 'header', name: 'Authorization' });
  }
  const [scheme = '', credential = ''] = header.split(/ +/, 2);
  switch (scheme.toLowerCase()) {
    case 'bearer': {
      if (credential === config.token) return undefined;
      const parts = credential.split('.').length;
      return parts === 3 ? checkIssued(state, credential, now) : malformed(parts - 1);
    }
    case 'zenapikey':
      return credential === btoa(`${config.username}:${config.apiKey}`)
        ? undefined
        : unauthorized('The Zen API key is not valid.');
    default:
      return unauthorized('The Authorization header has an unknown scheme.');
  }
};

/** POST /identity/token, like IBM Cloud IAM: 400, not 401, for a wrong key. */
export const iamToken = (config: Config, request: SimRequest, now: number, serial: number): SimResponse => {
  const grant = asString(member(request.body, 'grant_type'));
  if (grant !== 'urn:ibm:params:oauth:grant-type:apikey') {
    return json(400, {
      errorCode: 'BXNIM0104E',
      errorMessage: 'Unsupported value for the request parameter grant_type.',
    });
  }
  if (member(request.body, 'apikey') !== config.apiKey) {
    return json(400, { errorCode: 'BXNIM0415E', errorMessage: 'Provided API key could not be found.' });
  }
  const seconds = Math.floor(now / 1_000);
  return json(200, {
    access_token: issueToken(config, seconds, serial),
    refresh_token: 'not_supported',
    token_type: 'Bearer',
    expires_in: config.tokenLifetimeSeconds,
    expiration: seconds + config.tokenLifetimeSeconds,
    scope: 'ibm openid',
  });
};

/** POST /icp4d-api/v1/authorize: a user name with a password or an API key. The response does not contain the expiry. */
export const cp4dToken = (config: Config, request: SimRequest, now: number, serial: number): SimResponse => {
  const body = isObject(request.body) ? request.body : {};
  const known =
    body['username'] === config.username &&
    (body['password'] === config.password || body['api_key'] === config.apiKey);
  return known
    ? json(200, {
        _messageCode_: '200',
        message: 'Success',
        token: issueToken(config, Math.floor(now / 1_000), serial),
      })
    : json(401, { _messageCode_: '401', message: 'Failed to authorize: invalid credentials.' });
};
