import type { TlsOptions } from '../http/tls-options.js';
import type { Environment, ReadFile } from './variables.js';
import { defined } from '@wxdi/core';
import { derRefusal, encryptedRefusal, pemRefusal, type PemKind } from '../http/pem.js';
import { Secret } from '../secrets/secret.js';
import { fileOf, isEncoding, textOf, wrongVariable } from './variables.js';

const yes: ReadonlySet<string> = new Set(['1', 'true', 'yes']);

/**
 * Reads TLS options from environment variables: WXDI_CA_FILE, WXDI_CLIENT_CERT and WXDI_CLIENT_KEY (files),
 * WXDI_INSECURE or, IBM's name, WXDI_DISABLE_SSL. `undefined` if none is set. Rejects with a `WxdiError` of kind
 * `InvalidInput` that names the variable, for a file that cannot be read or is not PEM.
 */
export const tlsFromEnvironment = async (
  env: Environment,
  readFile?: ReadFile,
): Promise<TlsOptions | undefined> => {
  const read = async (name: string, kind: PemKind = 'certificate'): Promise<string | undefined> => {
    const path = textOf(env, name);
    if (path === undefined) return undefined;
    const text = await fileOf(name, path, readFile).catch((error: unknown) => {
      if (!isEncoding(error)) throw error;
      throw wrongVariable(name, derRefusal(kind, path), error);
    });
    const refusal =
      pemRefusal(kind, text, path) ?? (kind === 'key' ? encryptedRefusal(text, path) : undefined);
    if (refusal !== undefined) throw wrongVariable(name, refusal);
    return text;
  };
  const [ca, cert, key] = [
    await read('WXDI_CA_FILE'),
    await read('WXDI_CLIENT_CERT'),
    await read('WXDI_CLIENT_KEY', 'key'),
  ];
  if ((cert === undefined) !== (key === undefined)) {
    throw wrongVariable(
      cert === undefined ? 'WXDI_CLIENT_CERT' : 'WXDI_CLIENT_KEY',
      'a file: certificate and key are required together',
    );
  }
  const insecure = ['WXDI_INSECURE', 'WXDI_DISABLE_SSL'].some((name) =>
    yes.has((textOf(env, name) ?? '').toLowerCase()),
  );
  // With a custom list, older versions of Node ignore this variable.
  const extra = ca === undefined ? undefined : await read('NODE_EXTRA_CA_CERTS');
  if (ca === undefined && cert === undefined && !insecure) return undefined;
  return defined({
    ca: ca === undefined ? undefined : [ca, extra].filter((pem) => pem !== undefined),
    cert,
    key: key === undefined ? undefined : new Secret(key),
    insecure: insecure || undefined,
  });
};
