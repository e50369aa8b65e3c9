import type { Session } from '../session.js';
import type { HttpRequest, HttpResponse, NodeTransport, TransportFailure, WxdiError } from '@wxdi/sdk';
import { decideProxy, errorOf, withRedirects, withRetry } from '@wxdi/sdk';
import { adviceFor } from '../advice.js';
import { exitCode } from '../exit-code.js';
import { reportOf } from '../settings/connect.js';
import { noRetry, scopedUrl, type Connection } from '../settings/connection.js';
import { failed, ok, skipped, warned, type Check } from './check.js';

/** How the service is reached: the decision of the transport itself. */
export const checkProxy = ({ network, origin }: Connection): Check => {
  if (network.proxy === undefined) return ok('proxy', 'none (HTTPS_PROXY and HTTP_PROXY are not set)');
  const { proxy, exception, unusable } = decideProxy(network.proxy, new URL(origin));
  const why =
    exception === undefined
      ? ''
      : ` (${exception === 'loopback' ? 'this machine' : `NO_PROXY has ${exception}`})`;
  const detail = proxy ?? `none for ${origin}${why}`;
  if (unusable.length === 0) return ok('proxy', detail);
  return warned(
    'proxy',
    `${detail}; entries of NO_PROXY that match nothing: ${unusable.join(', ')}`,
    'use names or addresses: example.com, .example.com, 10.0.0.7, 10.0.0.0/8; or * for all',
  );
};

/** The request of the checks, which is like those of commands. */
const oneJob = ({ signal }: Session, connection: Connection, authorization?: string): HttpRequest => ({
  method: 'GET',
  effect: 'read',
  url: scopedUrl(connection, '/v2/jobs?limit=1'),
  headers: { accept: 'application/json', ...(authorization !== undefined && { authorization }) },
  signal,
  unusable: ({ body }) => (/^\s*\{/.test(body) ? undefined : 'not a list of jobs'),
});

export const readOneJob = (
  session: Session,
  connection: Connection,
  { send }: NodeTransport,
  authorization?: string,
): Promise<HttpResponse | TransportFailure> => {
  const once = withRetry({ retry: noRetry, onAttempt: reportOf(session.onAttempt) });
  return once(withRedirects()(send))(oneJob(session, connection, authorization));
};

/** The error that a command would report for an outcome, and its hint. */
export const faultOf = (
  session: Session,
  connection: Connection,
  outcome: HttpResponse | TransportFailure,
): { readonly error: WxdiError; readonly fix: string } | undefined => {
  const error = errorOf(oneJob(session, connection), outcome, [...session.secrets]);
  return error && { error, fix: adviceFor(error, session.settings) ?? 'run wxdi job list -v' };
};

export const checkConnection = (
  outcome: HttpResponse | TransportFailure,
  { origin, network, insecure }: Connection,
): readonly Check[] => {
  const responds = ok('connection', `${origin} responds`);
  if (!('failure' in outcome)) return [responds, tlsCheck(origin, insecure)];
  const { failure, message } = outcome;
  const broken = (name: string, fix: string): Check => failed(name, message, fix, exitCode.unavailable);
  const orProxy = network.proxy === undefined ? '' : ', and HTTPS_PROXY and NO_PROXY';
  if (failure === 'certificate') {
    const fix = 'put the CA certificate in a PEM file and set WXDI_CA_FILE to its path';
    return [responds, broken('TLS', fix)];
  }
  if (failure === 'no-handshake') {
    const fix =
      'check that WXDI_URL is an https port; if the service requires a client certificate, set WXDI_CLIENT_CERT and WXDI_CLIENT_KEY';
    return [broken('TLS', fix)];
  }
  const fix =
    failure === 'name-not-found'
      ? `check WXDI_URL or WXDI_REGION${orProxy}`
      : `check the network, a firewall${orProxy}; behind a proxy, set HTTPS_PROXY`;
  return [broken('connection', fix)];
};

const tlsCheck = (origin: string, insecure: boolean): Check => {
  if (!origin.startsWith('https:')) return skipped('TLS', 'not used: the service is on localhost');
  return insecure
    ? warned('TLS', 'certificates are not verified', 'unset WXDI_INSECURE, and set WXDI_CA_FILE')
    : ok('TLS', 'the certificate is trusted');
};

/** Seconds. Tokens have a start and an end, so a clock that is off makes valid tokens invalid. */
const tolerated = 60;
const tooFar = 300;

export const checkClock = ({ context }: Session, headers: HttpResponse['headers']): Check => {
  const theirs = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(theirs)) return skipped('clock', 'the service sends no time');
  const off = Math.round((context.clock.now() - theirs) / 1_000);
  if (Math.abs(off) <= tolerated) return ok('clock', `within ${tolerated} s of the service`);
  const detail = `${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} the service`;
  const fix = 'set the clock of this machine: timedatectl set-ntp true, or the clock of its host';
  return Math.abs(off) > tooFar
    ? failed('clock', detail, fix, exitCode.notPermitted)
    : warned('clock', detail, fix);
};
