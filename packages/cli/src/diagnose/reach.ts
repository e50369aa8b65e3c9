import type { HttpResponse, NodeTransport, TransportFailure } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import { Secret } from '@wxdi/sdk';
import { exitCode } from '../exit-code.js';
import { failed, ok, skipped, warned, type Check } from './check.js';

/** Through which proxy the service is reached, without its password. */
export const checkProxy = ({ context }: Session, { network, origin }: Connection): Check => {
  const { proxy } = network;
  if (proxy === undefined) return ok('proxy', 'none (HTTPS_PROXY and HTTP_PROXY are not set)');
  const url = origin.startsWith('https:') ? proxy.httpsProxy : proxy.httpProxy;
  if (url === undefined) return ok('proxy', `none for ${origin}`);
  const text = url instanceof Secret ? url.expose() : url;
  const shown = text.replace(/\/\/[^/]*@/, '//***@');
  const no = context.env['no_proxy'] || context.env['NO_PROXY'];
  return ok('proxy', `${shown}${no ? `, less NO_PROXY ${no}` : ''}`);
};

/** One request without a credential: whether anybody answers, with a certificate that is trusted. */
export const reach = async (
  { signal }: Session,
  { send }: NodeTransport,
  origin: string,
): Promise<HttpResponse | TransportFailure> =>
  await send({
    method: 'GET',
    effect: 'read',
    url: new URL('/v2/jobs?limit=1', origin),
    headers: { accept: 'application/json' },
    signal,
  });

export const checkReach = (
  outcome: HttpResponse | TransportFailure,
  { origin, network, insecure }: Connection,
): readonly Check[] => {
  if (!('failure' in outcome)) {
    const tls = !origin.startsWith('https:')
      ? skipped('TLS', 'no TLS on this machine itself')
      : insecure
        ? warned(
            'TLS',
            'certificates are not checked',
            'unset WXDI_INSECURE, and name the authority in WXDI_CA_FILE',
          )
        : ok('TLS', 'the certificate is trusted');
    return [ok('connection', `${origin} answers`), tls];
  }
  const { failure, message } = outcome;
  const proxied = network.proxy === undefined ? '' : ', and HTTPS_PROXY and NO_PROXY';
  switch (failure) {
    case 'certificate':
      return [
        ok('connection', `${origin} answers`),
        failed(
          'TLS',
          message,
          'put the certificate of the authority into a PEM file and name it in WXDI_CA_FILE',
          exitCode.unavailable,
        ),
      ];
    case 'no-handshake':
      return [
        failed(
          'TLS',
          message,
          'check that WXDI_URL is an https port; if the service asks for it, set WXDI_CLIENT_CERT and WXDI_CLIENT_KEY',
          exitCode.unavailable,
        ),
      ];
    case 'name-not-found':
      return [failed('connection', message, `check WXDI_URL or WXDI_REGION${proxied}`, exitCode.unavailable)];
    case 'no-connection':
    case 'lost':
    case 'body-lost':
    case 'invalid-request':
    case 'no-token':
    case 'credential-refused':
    case 'aborted':
      return [
        failed(
          'connection',
          message,
          `check the network, a firewall${proxied}; behind a proxy, set HTTPS_PROXY`,
          exitCode.unavailable,
        ),
      ];
  }
};

/** Tokens have a beginning and an end, so a clock that is off makes good ones bad. */
const tolerated = 60;

export const checkClock = ({ context }: Session, headers: HttpResponse['headers']): Check => {
  const theirs = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(theirs)) return skipped('clock', 'the service does not say what time it is');
  const off = Math.round((context.clock.now() - theirs) / 1_000);
  if (Math.abs(off) <= tolerated) return ok('clock', `within ${tolerated} s of the service`);
  const detail = `${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} the service`;
  const fix = 'set the clock of this machine: timedatectl set-ntp true, or that of its host';
  return Math.abs(off) > 300
    ? failed('clock', detail, fix, exitCode.notPermitted)
    : warned('clock', detail, fix);
};
