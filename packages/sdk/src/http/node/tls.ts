import type { ConnectionOptions, SecureContextOptions } from 'node:tls';
import type { TlsOptions } from '../tls-options.js';
import { invalidInput } from '@wxdi/core';
import { encryptedRefusal, pemRefusal } from '../pem.js';
import { secretOf } from '../../secrets/secret.js';
import { WxdiError } from '../../error.js';

/** Options of Node's agents: for the service, and for an https proxy, which does not get the client certificate. */
export interface TlsSettings {
  readonly service: ConnectionOptions;
  readonly proxy: ConnectionOptions;
}

const readable = 'PEM text that OpenSSL can read';

const wrong = (what: string, expected = readable, cause?: unknown): WxdiError =>
  new WxdiError({
    ...invalidInput(`option tls.${what}: expected ${expected}`, [
      { path: `tls.${what}`, expected, received: 'something else' },
    ]),
    cause,
  });

/**
 * Checks the options and builds the TLS contexts, which all connections share: building one costs more than a
 * handshake. Throws a `WxdiError` of kind `InvalidInput`. Loads node:tls and node:crypto.
 */
export const tlsSettings = ({
  ca = [],
  cert,
  key,
  passphrase,
  insecure = false,
}: TlsOptions): TlsSettings => {
  const tls = process.getBuiltinModule('node:tls');
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  const authorities = typeof ca === 'string' ? [ca] : ca;
  const nameOf = (at: number): string => (authorities.length > 1 ? `ca[${at}]` : 'ca');
  for (const [at, pem] of authorities.entries()) {
    const refusal = pemRefusal('certificate', pem);
    if (refusal !== undefined) throw wrong(nameOf(at), refusal);
    // Node ignores an authority that it cannot read.
    try {
      new X509Certificate(pem);
    } catch (cause) {
      throw wrong(nameOf(at), readable, cause);
    }
  }
  if ((cert === undefined) !== (key === undefined))
    throw wrong(cert === undefined ? 'cert' : 'key', 'a value: certificate and key are required together');
  const [privateKey, secret] = [key, passphrase].map((text) => text && secretOf(text).expose());
  const certRefusal = cert === undefined ? undefined : pemRefusal('certificate', cert);
  if (certRefusal !== undefined) throw wrong('cert', certRefusal);
  const keyRefusal =
    privateKey === undefined
      ? undefined
      : (pemRefusal('key', privateKey) ?? (secret === undefined ? encryptedRefusal(privateKey) : undefined));
  if (keyRefusal !== undefined) throw wrong('key', keyRefusal);

  // A custom list replaces Node's, so it includes Node's. Older versions do not list additions from the environment.
  const known = (): readonly string[] => tls.getCACertificates?.('default') ?? tls.rootCertificates;
  const trust: SecureContextOptions = authorities.length === 0 ? {} : { ca: [...known(), ...authorities] };
  const client: SecureContextOptions = { cert, key: privateKey, passphrase: secret };
  const verification = insecure ? { rejectUnauthorized: false } : {};
  /** The option that OpenSSL refuses, each tried by itself. */
  const refused = (cause: unknown): WxdiError => {
    const parts: readonly (readonly [string, SecureContextOptions])[] = [
      ['cert', { cert }],
      ['key', { key: privateKey, passphrase: secret }],
    ];
    for (const [what, part] of parts) {
      try {
        tls.createSecureContext(part);
      } catch (own) {
        return wrong(what, readable, own);
      }
    }
    return wrong('key', 'the key of the certificate in tls.cert', cause);
  };
  const settings = (options: SecureContextOptions): ConnectionOptions => {
    try {
      return { ...verification, secureContext: tls.createSecureContext(options) };
    } catch (cause) {
      throw refused(cause);
    }
  };
  return { service: settings({ ...trust, ...client }), proxy: settings(trust) };
};
