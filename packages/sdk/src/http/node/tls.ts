import type { ConnectionOptions, SecureContextOptions } from 'node:tls';
import type { Secret } from '../../auth/secret.js';
import { invalidInput } from '@wxdi/core';
import { secretOf } from '../../auth/secret.js';
import { WxdiError } from '../../error.js';

/** Whom to trust and how to introduce oneself. All texts are PEM. */
export interface TlsOptions {
  /** Certificates of authorities to trust besides those that Node trusts. */
  readonly ca?: string | readonly string[];
  /** The client's own certificate, with those between it and its root. */
  readonly cert?: string;
  /** Private key of `cert`. */
  readonly key?: string | Secret;
  /** Opens an encrypted `key`. */
  readonly passphrase?: string | Secret;
  /** Accepts any certificate of anybody. Default: no. */
  readonly insecure?: boolean;
}

/** What Node's agents take: for the service, and for an https proxy, which never sees the client certificate. */
export interface TlsSettings {
  readonly service: ConnectionOptions;
  readonly proxy: ConnectionOptions;
}

const wrong = (what: string, cause?: unknown): WxdiError =>
  new WxdiError({
    ...invalidInput(`option tls.${what}: expected PEM text that OpenSSL can read`, [
      { path: `tls.${what}`, expected: 'PEM text', received: 'something else' },
    ]),
    ...(cause === undefined ? {} : { cause }),
  });

/**
 * Checks the options and builds what all connections share: a context that is built anew for each would cost more
 * than the handshake. Throws a `WxdiError` of kind `InvalidInput`. Loads node:tls.
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

  // A list of its own replaces Node's: so Node's goes into it. Older versions do not tell what the environment added.
  const known = (): readonly string[] => tls.getCACertificates?.('default') ?? tls.rootCertificates;
  const trust: SecureContextOptions = authorities.length === 0 ? {} : { ca: [...known(), ...authorities] };
  const self: SecureContextOptions = {
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key: secretOf(key).expose() }),
    ...(passphrase === undefined ? {} : { passphrase: secretOf(passphrase).expose() }),
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
    service: settings(cert === undefined ? 'ca' : 'cert', { ...trust, ...self }),
    proxy: settings('ca', trust),
  };
};
