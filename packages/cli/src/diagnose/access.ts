import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import type { NodeTransport, WxdiError } from '@wxdi/sdk';
import { credentialOf, jwtClaims, regions } from '@wxdi/sdk';
import { exitCode } from '../exit-code.js';
import { wxdiErrorIn } from '../errors.js';
import { isObject } from '../input/object.js';
import { inScope } from '../settings/scope.js';
import { profileOf } from '../settings/place.js';
import { failed, ok, type Check } from './check.js';
import { faultOf, readOneJob } from './connection.js';

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
type Fault = ReturnType<typeof faultOf>;

/** Whether there is a credential that works, and access to the project. */
export const checkAccess = async (session: Session, connection: Connection, transport: NodeTransport) => {
  const { signal, secrets, settings, context } = session;
  const credential = credentialOf(connection.auth, { origin: connection.origin, send: transport.send });
  const authorization = await credential.authorization(signal);
  for (const secret of credential.secrets()) secrets.add(secret);
  const profile = profileOf(settings, 'credential');
  if (typeof authorization === 'object') {
    const isRefused = authorization.failure === 'credential-refused';
    const fault = faultOf(session, connection, authorization);
    const code = isRefused ? exitCode.notPermitted : exitCode.unavailable;
    const token = failed('token', fault?.error.message ?? authorization.message, fault?.fix ?? '', code);
    return { claims: claimsOf(undefined), token, works: isRefused ? false : null };
  }
  const claims = claimsOf(authorization);
  const token =
    authorization === undefined
      ? ok('token', 'not needed (noauth)')
      : tokenCheck(claims, context.clock.now(), profile);
  const scoped = await inScope(session, connection).catch((error: unknown) => wxdiErrorIn(error));
  if (scoped === undefined || 'kind' in scoped) {
    const kind = connection.project === undefined ? 'space' : 'project';
    const message = scoped?.message ?? 'not checked';
    const fix = `check the name or id of the ${kind}${regionHint(connection.origin)}`;
    const code = codes[scoped?.kind ?? ''] ?? exitCode.unavailable;
    const works = scoped?.kind === 'NotFound' ? true : acceptance(token, scoped);
    return { claims, token, project: failed('project', message, fix, code), works };
  }
  const outcome = await readOneJob(session, scoped, transport, authorization);
  const fault = faultOf(session, connection, outcome);
  const project = projectCheck(connection, fault);
  return { claims, token, project, works: acceptance(token, fault?.error) };
};

/** Exit codes of a project or space whose name is not found. */
const codes: Readonly<Record<string, number>> = {
  NotFound: exitCode.notFound,
  NotPermitted: exitCode.notPermitted,
  AmbiguousName: exitCode.usage,
};

const tokenCheck = ({ user, expiresAt }: Claims, now: number, profile: string | undefined): Check => {
  const until = expiresAt === undefined ? '' : new Date(expiresAt).toISOString();
  if (expiresAt !== undefined && expiresAt <= now) {
    const fix = `get a new token${profile === undefined ? '' : ` for ${profile}`}, or use an API key: its tokens are renewed`;
    return failed('token', `the token expired at ${until}`, fix, exitCode.notPermitted);
  }
  const what = user === undefined ? 'a token is set (not verified yet)' : `of ${user}`;
  return ok('token', until === '' ? what : `${what}, valid until ${until}`);
};

const projectCheck = ({ origin, project, space }: Connection, fault: Fault): Check => {
  const kind = project === undefined ? 'space' : 'project';
  const what = `${kind} ${project ?? space ?? ''}`;
  if (fault === undefined) return ok('project', `${what} can be read`);
  const { error, fix } = fault;
  const { status, message } = error;
  const broken = (detail: string, todo: string, code: number): Check => failed('project', detail, todo, code);
  if (status === undefined)
    return broken(`no response from ${origin}: ${message}`, 'try again', exitCode.unavailable);
  const elsewhere = regionHint(origin);
  const own = message.startsWith('the service answered') ? '' : `: ${message}`;
  if (status === 401) return broken(message, `${fix}${elsewhere}`, exitCode.notPermitted);
  if (isAboutProject(error)) {
    if (status === 403)
      return broken(
        `no access to ${what} (403)${own}`,
        `ask an administrator of the ${kind} to add you, or check the id${elsewhere}`,
        exitCode.notPermitted,
      );
    return broken(`${what} was not found (${status})${own}`, `check the id${elsewhere}`, exitCode.notFound);
  }
  return broken(message, fix, status === 403 ? exitCode.notPermitted : exitCode.unavailable);
};

/** A 400, 403 or 404 of the service is about the project, so the credential was accepted. */
const isAboutProject = ({ status = 0, mediaType }: WxdiError): boolean =>
  [400, 403, 404].includes(status) && mediaType !== 'text/html';

const acceptance = (token: Check, error: WxdiError | undefined): boolean | null => {
  if (token.result === 'failed' || error?.status === 401) return false;
  return error === undefined || isAboutProject(error) ? true : null;
};

/** A project exists in one region only. */
const regionHint = (origin: string): string => {
  const all = Object.entries(regions);
  const others = all.filter(([, url]) => url !== origin).map(([name]) => name);
  if (others.length === all.length) return '';
  return `; the project may be in another region: wxdi doctor --region ${others.join('|')}`;
};
