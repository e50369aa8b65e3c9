import type { ConnectionOptions, SecureContextOptions } from 'node:tls';
import type { TlsOptions } from '../tls-options.js';
import { invalidInput } from '@wxdi/core';
import { secretOf } from '../../secrets/secret.js';
import { WxdiError } from '../../error.js';

/** Options of Node's agents: for the service, and for an https proxy, which does not get the client certificate. */
export interface TlsSettings {
  readonly service: ConnectionOptions;
  readonly proxy: ConnectionOptions;
}

const wrong = (what: string, cause?: unknown): WxdiError =>
  new WxdiError({
    ...invalidInput(`option tls.${what}: expected PEM text that OpenSSL can read`, [
      { path: `tls.${what}`, expected: 'PEM text', received: 'something else' },
    ]),
    cause,
  });

/**
 * Checks the options and builds the TLS contexts, which all connections share: building one costs more than a
 * handshake. Throws a `WxdiError` of kind `InvalidInput`. Loads node:tls.
 */
export const tlsSettings = ({
  ca = [],
  cert,
  key,
  passphrase,
  insecure = false,
}: TlsOptions): TlsSettings => {
  const tls = process.getBuiltinModule('node:tls');
  const authorities = typeof ca === 'string' ? [ca] : ca;
  if (authorities.some((pem) => !pem.includes('-----BEGIN CERTIFICATE-----'))) throw wrong('ca');
  if ((cert === undefined) !== (key === undefined)) throw wrong(cert === undefined ? 'cert' : 'key');

  // A custom list replaces Node's, so it includes Node's. Older versions do not list additions from the environment.
  const known = (): readonly string[] => tls.getCACertificates?.('default') ?? tls.rootCertificates;
  const trust: SecureContextOptions = authorities.length === 0 ? {} : { ca: [...known(), ...authorities] };
  const client: SecureContextOptions = {
    cert,
    key: key && secretOf(key).expose(),
    passphrase: passphrase && secretOf(passphrase).expose(),
  };
  const verification = insecure ? { rejectUnauthorized: false } : {};
  const settings = (what: string, options: SecureContextOptions): ConnectionOptions => {
    try {
      return { ...verification, secureContext: tls.createSecureContext(options) };
    } catch (cause) {
      throw wrong(what, cause);
    }
  };
  return {
    service: settings(cert === undefined ? 'ca' : 'cert', { ...trust, ...client }),
    proxy: settings('ca', trust),
  };
};
