import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import {
  credentialOf,
  jwtClaims,
  regions,
  type HttpResponse,
  type NodeTransport,
  type TransportFailure,
} from '@wxdi/sdk';
import { exitCode } from '../exit-code.js';
import { isObject } from '../input/object.js';
import { placeOf, profileOf } from '../settings/place.js';
import { failed, ok, type Check } from './check.js';

/** What a token states about itself. It is not verified, so it is only a hint for the user. */
export interface Claims {
  readonly user?: string | undefined;
  readonly account?: string | undefined;
  readonly issuer?: string | undefined;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number | undefined;
}

const claimsOf = (authorization: string | undefined): Claims => {
  const claims = jwtClaims(authorization?.replace(/^Bearer /, '') ?? '') ?? {};
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { account, exp } = claims;
  return {
    user: text(claims['email']) ?? text(claims['username']) ?? text(claims['iam_id']) ?? text(claims['sub']),
    account: isObject(account) ? text(account['bss']) : undefined,
    issuer: text(claims['iss']),
    expiresAt: typeof exp === 'number' && exp > 0 && exp < 1e12 ? exp * 1_000 : undefined,
  };
};

/** Whether there is a credential that works, and access to the project. */
export interface Access {
  readonly claims: Claims;
  readonly token: Check;
  /** Absent if there is no token. */
  readonly project: Check | undefined;
  /** Whether the service accepts the credential; `null` if that is unknown. */
  readonly works: boolean | null;
}

export const checkAccess = async (
  session: Session,
  connection: Connection,
  { send }: NodeTransport,
): Promise<Access> => {
  const { signal, secrets } = session;
  const credential = credentialOf(connection.auth, { origin: connection.origin, send });
  const authorization = await credential.authorization(signal);
  for (const secret of credential.secrets()) secrets.add(secret);
  if (typeof authorization === 'object') {
    const token = tokenFailure(session, connection, authorization);
    const works = authorization.failure === 'credential-refused' ? false : null;
    return { claims: {}, token, project: undefined, works };
  }
  const claims = claimsOf(authorization);
  const token = tokenCheck(session, authorization, claims);
  const outcome = await send(projectRequest(session, connection, authorization));
  return {
    claims,
    token,
    project: projectCheck(session, connection, outcome),
    works: acceptance(token, outcome),
  };
};

const tokenFailure = (
  { settings }: Session,
  { auth }: Connection,
  { failure, message }: TransportFailure,
): Check => {
  if (failure !== 'credential-refused') {
    const fix = `check ${placeOf(settings, 'WXDI_AUTH_URL')} and the connection to it`;
    return failed('token', message, fix, exitCode.unavailable);
  }
  const profile = profileOf(settings, 'credential');
  const fix =
    auth.type === 'iam'
      ? `create a new API key at https://cloud.ibm.com/iam/apikeys and ${profile === undefined ? 'set WXDI_APIKEY' : `put it in ${profile}`}`
      : `check ${profile ?? 'WXDI_USERNAME with WXDI_PASSWORD or WXDI_APIKEY, and WXDI_AUTH_TYPE'}`;
  return failed('token', message, fix, exitCode.notPermitted);
};

const tokenCheck = (
  { settings, context }: Session,
  authorization: string | undefined,
  { user, expiresAt }: Claims,
): Check => {
  if (authorization === undefined) return ok('token', 'not needed (noauth)');
  const until = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
  if (expiresAt !== undefined && expiresAt <= context.clock.now()) {
    const profile = profileOf(settings, 'credential');
    const fix = `get a new token${profile === undefined ? '' : ` for ${profile}`}, or use an API key: its tokens are renewed`;
    return failed('token', `the token expired at ${until ?? ''}`, fix, exitCode.notPermitted);
  }
  const what = user === undefined ? 'a token is set (not verified yet)' : `of ${user}`;
  return ok('token', `${what}${until === undefined ? '' : `, valid until ${until}`}`);
};

/** Reads one job of the project. */
const projectRequest = (
  { signal }: Session,
  { origin, project, space }: Connection,
  authorization: string | undefined,
) => {
  const url = new URL('/v2/jobs', origin);
  if (project !== undefined) url.searchParams.set('project_id', project);
  if (space !== undefined) url.searchParams.set('space_id', space);
  url.searchParams.set('limit', '1');
  const headers = { accept: 'application/json', ...(authorization !== undefined && { authorization }) };
  return { method: 'GET', effect: 'read', url, headers, signal } as const;
};

const projectCheck = (
  { settings }: Session,
  { origin, project, space }: Connection,
  outcome: HttpResponse | TransportFailure,
): Check => {
  const kind = project === undefined ? 'space' : 'project';
  const what = `${kind} ${project ?? space ?? ''}`;
  if ('failure' in outcome)
    return failed(
      'project',
      `no response from ${origin}: ${outcome.message}`,
      'try again',
      exitCode.unavailable,
    );
  const { status } = outcome;
  const elsewhere = regionHint(origin);
  if (status < 300) return ok('project', `${what} can be read`);
  if (status === 401) {
    const profile = profileOf(settings, 'credential');
    const fix = `check that the credential${profile === undefined ? '' : ` of ${profile}`} is for this service${elsewhere}`;
    return failed('project', 'the service rejected the credential (401)', fix, exitCode.notPermitted);
  }
  if (status === 403) {
    const fix = `ask an administrator of the ${kind} to add you, or check the id${elsewhere}`;
    return failed('project', `no access to ${what} (403)`, fix, exitCode.notPermitted);
  }
  if (status === 404 || status === 400)
    return failed(
      'project',
      `${what} was not found (${status})`,
      `check the id${elsewhere}`,
      exitCode.notFound,
    );
  const fix = status >= 500 || status === 429 ? 'try again later' : 'check that WXDI_URL is the service';
  return failed('project', `the service answered ${status}`, fix, exitCode.unavailable);
};

/** A 400, 403 or 404 is about the project, so the credential was accepted. */
const acceptance = (token: Check, outcome: HttpResponse | TransportFailure): boolean | null => {
  if ('failure' in outcome) return outcome.failure === 'credential-refused' ? false : null;
  if (token.result === 'failed' || outcome.status === 401) return false;
  return outcome.status < 300 || [400, 403, 404].includes(outcome.status) ? true : null;
};

/** A project exists in one region only. */
const regionHint = (origin: string): string => {
  const names = Object.entries(regions);
  if (!names.some(([, url]) => url === origin)) return '';
  const others = names.filter(([, url]) => url !== origin).map(([name]) => name);
  return `; the project may be in another region: wxdi doctor --region ${others.join('|')}`;
};
