import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import type { HttpResponse, NodeTransport, TransportFailure } from '@wxdi/sdk';
import { credentialOf, jwtClaims, regions } from '@wxdi/sdk';
import { exitCode } from '../exit-code.js';
import { wxdiErrorIn } from '../errors.js';
import { isObject } from '../input/object.js';
import { inScope } from '../settings/scope.js';
import { placeOf, profileOf } from '../settings/place.js';
import { failed, ok, type Check } from './check.js';
import { readOneJob } from './connection.js';

/** What a token states about itself. It is not verified, so it is only a hint for the user. */
const claimsOf = (authorization: string | undefined) => {
  const claims = jwtClaims(authorization?.replace(/^Bearer /, '') ?? '') ?? {};
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { account, exp } = claims;
  return {
    user: text(claims['email']) ?? text(claims['username']) ?? text(claims['iam_id']) ?? text(claims['sub']),
    account: isObject(account) ? text(account['bss']) : undefined,
    issuer: text(claims['iss']),
    /** Milliseconds since 1970. */
    expiresAt: typeof exp === 'number' && exp > 0 && exp < 1e12 ? exp * 1_000 : undefined,
  };
};

type Claims = ReturnType<typeof claimsOf>;

/** Whether there is a credential that works, and access to the project. */
export const checkAccess = async (session: Session, connection: Connection, transport: NodeTransport) => {
  const { signal, secrets, settings, context } = session;
  const credential = credentialOf(connection.auth, { origin: connection.origin, send: transport.send });
  const authorization = await credential.authorization(signal);
  for (const secret of credential.secrets()) secrets.add(secret);
  const profile = profileOf(settings, 'credential');
  if (typeof authorization === 'object') {
    const { failure, message } = authorization;
    const isRefused = failure === 'credential-refused';
    const fix = isRefused
      ? credentialFix(connection, profile)
      : `check ${placeOf(settings, 'WXDI_AUTH_URL')} and the connection to it`;
    const token = failed('token', message, fix, isRefused ? exitCode.notPermitted : exitCode.unavailable);
    return { claims: claimsOf(undefined), token, works: isRefused ? false : null };
  }
  const claims = claimsOf(authorization);
  const token =
    authorization === undefined
      ? ok('token', 'not needed (noauth)')
      : tokenCheck(claims, context.clock.now(), profile);
  const known = await inScope(session, connection).catch((error: unknown) => error);
  if (known instanceof Error) {
    const kind = connection.project === undefined ? 'space' : 'project';
    const fix = `check the name or id of the ${kind}${regionHint(connection.origin)}`;
    return {
      claims,
      token,
      project: failed(
        'project',
        known.message,
        fix,
        codes[wxdiErrorIn(known)?.kind ?? ''] ?? exitCode.unavailable,
      ),
      works: null,
    };
  }
  const outcome = await readOneJob(session, known as Connection, transport, authorization);
  const project = projectCheck(connection, outcome, profile);
  return { claims, token, project, works: acceptance(token, outcome) };
};

/** Exit codes of a project or space whose name is not found. */
const codes: Readonly<Record<string, number>> = {
  NotFound: exitCode.notFound,
  NotPermitted: exitCode.notPermitted,
  AmbiguousName: exitCode.usage,
};

const credentialFix = ({ auth }: Connection, profile: string | undefined): string =>
  auth.type === 'iam'
    ? `create a new API key at https://cloud.ibm.com/iam/apikeys and ${profile === undefined ? 'set WXDI_APIKEY' : `put it in ${profile}`}`
    : `check ${profile ?? 'WXDI_USERNAME with WXDI_PASSWORD or WXDI_APIKEY, and WXDI_AUTH_TYPE'}`;

const tokenCheck = ({ user, expiresAt }: Claims, now: number, profile: string | undefined): Check => {
  const until = expiresAt === undefined ? '' : new Date(expiresAt).toISOString();
  if (expiresAt !== undefined && expiresAt <= now) {
    const fix = `get a new token${profile === undefined ? '' : ` for ${profile}`}, or use an API key: its tokens are renewed`;
    return failed('token', `the token expired at ${until}`, fix, exitCode.notPermitted);
  }
  const what = user === undefined ? 'a token is set (not verified yet)' : `of ${user}`;
  return ok('token', until === '' ? what : `${what}, valid until ${until}`);
};

const projectCheck = (
  { origin, project, space }: Connection,
  outcome: HttpResponse | TransportFailure,
  profile: string | undefined,
): Check => {
  const kind = project === undefined ? 'space' : 'project';
  const what = `${kind} ${project ?? space ?? ''}`;
  const broken = (detail: string, fix: string, code: number): Check => failed('project', detail, fix, code);
  if ('failure' in outcome)
    return broken(`no response from ${origin}: ${outcome.message}`, 'try again', exitCode.unavailable);
  const { status } = outcome;
  const elsewhere = regionHint(origin);
  if (status < 300) return ok('project', `${what} can be read`);
  if (status === 401) {
    const fix = `check that the credential${profile === undefined ? '' : ` of ${profile}`} is for this service${elsewhere}`;
    return broken('the service rejected the credential (401)', fix, exitCode.notPermitted);
  }
  if (status === 403) {
    const fix = `ask an administrator of the ${kind} to add you, or check the id${elsewhere}`;
    return broken(`no access to ${what} (403)`, fix, exitCode.notPermitted);
  }
  if (status === 404 || status === 400)
    return broken(`${what} was not found (${status})`, `check the id${elsewhere}`, exitCode.notFound);
  const fix = status >= 500 || status === 429 ? 'try again later' : 'check that WXDI_URL is the service';
  return broken(`the service answered ${status}`, fix, exitCode.unavailable);
};

/** A 400, 403 or 404 is about the project, so the credential was accepted. */
const acceptance = (token: Check, outcome: HttpResponse | TransportFailure): boolean | null => {
  if ('failure' in outcome) return outcome.failure === 'credential-refused' ? false : null;
  if (token.result === 'failed' || outcome.status === 401) return false;
  return outcome.status < 300 || [400, 403, 404].includes(outcome.status) ? true : null;
};

/** A project exists in one region only. */
const regionHint = (origin: string): string => {
  const all = Object.entries(regions);
  const others = all.filter(([, url]) => url !== origin).map(([name]) => name);
  if (others.length === all.length) return '';
  return `; the project may be in another region: wxdi doctor --region ${others.join('|')}`;
};
