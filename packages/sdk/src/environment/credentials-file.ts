import type { Environment, ReadFile } from './variables.js';
import { invalidInput } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { parseEnv } from '../platform/platform.js';
import { fileOf, textOf } from './variables.js';

/** Variables that are read from the same source: parts of different credentials must not be mixed. */
const groups: readonly (readonly string[])[] = [
  ['URL', 'REGION'],
  ['PROJECT_ID', 'SPACE_ID'],
  [
    'AUTH_TYPE',
    'APIKEY',
    'APIKEY_FILE',
    'BEARER_TOKEN',
    'BEARER_TOKEN_FILE',
    'USERNAME',
    'PASSWORD',
    'PASSWORD_FILE',
    'AUTH_URL',
  ],
  ['CA_FILE', 'CLIENT_CERT', 'CLIENT_KEY', 'INSECURE', 'DISABLE_SSL'],
].map((names) => names.map((name) => `WXDI_${name}`));

interface Completed {
  readonly env: Environment;
  /** Names the file in an error about a variable that it sets. */
  readonly explain: (error: unknown) => unknown;
}

/**
 * The environment, completed from the file that IBM_CREDENTIALS_FILE names. For each group (service, scope, credential,
 * TLS) the environment has precedence. A file in the working folder is not read unless it is named: it may come from
 * a foreign repository.
 */
export const withCredentialsFile = async (env: Environment, readFile?: ReadFile): Promise<Completed> => {
  const path = textOf(env, 'IBM_CREDENTIALS_FILE');
  if (path === undefined) return { env, explain: (error) => error };
  const file = parseEnv(await fileOf('IBM_CREDENTIALS_FILE', path, readFile));
  const added = groups
    .filter((names) => names.every((name) => textOf(env, name) === undefined))
    .flatMap((names) =>
      names.filter((name) => textOf(file, name) !== undefined).map((name) => [name, file[name]]),
    );
  const values = Object.fromEntries(added) as Environment;
  const explain = (error: unknown): unknown => {
    if (!(error instanceof WxdiError) || !Object.hasOwn(values, error.issues[0]?.path ?? '')) return error;
    const { message, issues, cause } = error;
    return new WxdiError({ ...invalidInput(`${message} (in ${path})`, issues), cause });
  };
  return { env: { ...env, ...values }, explain };
};
