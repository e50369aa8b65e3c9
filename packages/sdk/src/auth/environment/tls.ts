import type { TlsOptions } from '../../http/node/tls.js';
import type { Environment, ReadFile } from './variables.js';
import { Secret } from '../secret.js';
import { fileOf, textOf, wrongVariable } from './variables.js';

const yes: ReadonlySet<string> = new Set(['1', 'true', 'yes']);

/**
 * Whom to trust, as an environment says it: WXDI_CA_FILE, WXDI_CLIENT_CERT and WXDI_CLIENT_KEY (files), WXDI_INSECURE
 * or, by IBM's name, WXDI_DISABLE_SSL. `undefined` where it says nothing.
 */
export const tlsFromEnvironment = async (
  env: Environment,
  readFile?: ReadFile,
): Promise<TlsOptions | undefined> => {
  const read = async (name: string): Promise<string | undefined> => {
    const path = textOf(env, name);
    return path === undefined ? undefined : fileOf(name, path, readFile);
  };
  const [ca, cert, key] = [
    await read('WXDI_CA_FILE'),
    await read('WXDI_CLIENT_CERT'),
    await read('WXDI_CLIENT_KEY'),
  ];
  if ((cert === undefined) !== (key === undefined)) {
    throw wrongVariable(
      cert === undefined ? 'WXDI_CLIENT_CERT' : 'WXDI_CLIENT_KEY',
      'a file: the other one is given',
    );
  }
  const insecure = ['WXDI_INSECURE', 'WXDI_DISABLE_SSL'].some((name) =>
    yes.has((textOf(env, name) ?? '').toLowerCase()),
  );
  // With a list of our own, older versions of Node forget what this one adds.
  const extra = ca === undefined ? undefined : await read('NODE_EXTRA_CA_CERTS');
  if (ca === undefined && cert === undefined && !insecure) return undefined;
  return {
    ...(ca === undefined ? {} : { ca: extra === undefined ? [ca] : [ca, extra] }),
    ...(cert === undefined || key === undefined ? {} : { cert, key: new Secret(key) }),
    ...(insecure ? { insecure } : {}),
  };
};
