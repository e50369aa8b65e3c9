import type { Credential, HttpResponse, NodeTransport, TransportFailure } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import { credentialOf, regions } from '@wxdi/sdk';
import { exitCode } from '../exit-code.js';
import { placeOf, profileOf } from '../settings/place.js';
import { failed, ok, type Check } from './check.js';
import { claimsOf, type Claims } from './claims.js';

/** What a credential gave: the header to send, and what a token says of itself. */
export interface Proof {
  readonly authorization: string | undefined;
  readonly claims: Claims | undefined;
}

export const proofOf = async (
  { signal, secrets }: Session,
  { auth, origin }: Connection,
  { send }: NodeTransport,
): Promise<Proof | TransportFailure> => {
  const credential: Credential = credentialOf(auth, { origin, send });
  const got = await credential.authorization(signal);
  for (const secret of credential.secrets()) secrets.add(secret);
  if (typeof got === 'object') return got;
  return { authorization: got, claims: got === undefined ? undefined : claimsOf(got) };
};

export const checkToken = (
  { settings, context }: Session,
  proof: Proof | TransportFailure,
  { auth }: Connection,
): Check => {
  const nowMs = context.clock.now();
  const profile = profileOf(settings, 'credential');
  if ('failure' in proof) {
    const { failure, message } = proof;
    if (failure === 'credential-refused') {
      const fix =
        auth.type === 'iam'
          ? `make a new API key at https://cloud.ibm.com/iam/apikeys and ${profile === undefined ? 'set WXDI_APIKEY' : `put it into ${profile}`}`
          : `check ${profile ?? 'WXDI_USERNAME with WXDI_PASSWORD or WXDI_APIKEY, and WXDI_AUTH_TYPE'}`;
      return failed('token', message, fix, exitCode.notPermitted);
    }
    const fix = `check ${placeOf(settings, 'WXDI_AUTH_URL')} and the way to it`;
    return failed('token', message, fix, exitCode.unavailable);
  }
  const { authorization, claims } = proof;
  if (authorization === undefined) return ok('token', 'none is needed (noauth)');
  const ends = claims?.expiresAt;
  if (ends !== undefined && ends <= nowMs) {
    const detail = `the token ended at ${new Date(ends).toISOString()}`;
    return failed(
      'token',
      detail,
      `get a new one${profile === undefined ? '' : ` for ${profile}`}, or use an API key, which renews its tokens`,
      exitCode.notPermitted,
    );
  }
  const until = ends === undefined ? '' : `, good until ${new Date(ends).toISOString()}`;
  return ok('token', `${claims?.who === undefined ? 'there is one' : `of ${claims.who}`}${until}`);
};

/** Asks for one job of the project, with the credential. */
export const askProject = async (
  { signal }: Session,
  { origin, project, space }: Connection,
  { send }: NodeTransport,
  { authorization }: Proof,
): Promise<HttpResponse | TransportFailure> => {
  const url = new URL('/v2/jobs', origin);
  if (project !== undefined) url.searchParams.set('project_id', project);
  if (space !== undefined) url.searchParams.set('space_id', space);
  url.searchParams.set('limit', '1');
  const headers = { accept: 'application/json', ...(authorization === undefined ? {} : { authorization }) };
  return await send({ method: 'GET', effect: 'read', url, headers, signal });
};

export const checkProject = (
  { settings }: Session,
  outcome: HttpResponse | TransportFailure,
  { origin, project, space }: Connection,
): Check => {
  const what = project === undefined ? `space ${space ?? ''}` : `project ${project}`;
  if ('failure' in outcome) {
    const detail = `${origin} gives no answer: ${outcome.message}`;
    return failed('project', detail, 'try again', exitCode.unavailable);
  }
  const { status } = outcome;
  const elsewhere = regionHint(origin);
  if (status < 300) return ok('project', `${what} can be read`);
  if (status === 401) {
    const profile = profileOf(settings, 'credential');
    const fix = `check that the credential${profile === undefined ? '' : ` of ${profile}`} is for this service${elsewhere}`;
    return failed('project', 'the service does not take the credential (401)', fix, exitCode.notPermitted);
  }
  if (status === 403) {
    const fix = `have an administrator of the ${project === undefined ? 'space' : 'project'} add you, or check the id${elsewhere}`;
    return failed('project', `no access to ${what} (403)`, fix, exitCode.notPermitted);
  }
  if (status === 404 || status === 400) {
    const fix = `check the id${elsewhere}`;
    return failed('project', `the service knows no ${what} (${status})`, fix, exitCode.notFound);
  }
  const fix =
    status >= 500 || status === 429 ? 'wait, and try again' : 'check WXDI_URL: is this the service?';
  return failed('project', `the service answered ${status}`, fix, exitCode.unavailable);
};

/** Whether the service takes the credential, by how it answered to it; `null` where that cannot be told. */
export const takes = (token: Check, outcome: HttpResponse | TransportFailure): boolean | null => {
  if ('failure' in outcome) return outcome.failure === 'credential-refused' ? false : null;
  if (token.result === 'failed' || outcome.status === 401) return false;
  // Who is told that this is not for him, or not there, was known.
  return outcome.status < 300 || [400, 403, 404].includes(outcome.status) ? true : null;
};

/** A project lives in one region, and other regions do not know it. */
const regionHint = (origin: string): string => {
  const here = Object.entries(regions).find(([, url]) => url === origin)?.[0];
  if (here === undefined) return '';
  const others = Object.keys(regions).filter((name) => name !== here);
  return `; the project may be in another region: wxdi doctor --region ${others.join('|')}`;
};
