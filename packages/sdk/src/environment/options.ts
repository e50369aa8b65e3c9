import type { ClientOptions } from '../options/client-options.js';
import type { Region } from '../options/regions.js';
import type { Environment, ReadFile } from './variables.js';
import { defined } from '@wxdi/core';
import { originOf } from '../auth/origin.js';
import { regions } from '../options/regions.js';
import { proxyFromEnvironment } from './proxy.js';
import { authFromEnvironment } from './auth.js';
import { withCredentialsFile } from './credentials-file.js';
import { tlsFromEnvironment } from './tls.js';
import { lineOf, wrongVariable } from './variables.js';

/** Client options from the environment; the caller adds the others. */
export type EnvironmentOptions = Pick<
  ClientOptions,
  'url' | 'region' | 'project' | 'space' | 'auth' | 'tls' | 'proxy'
>;

/** At most one of two variables. */
const oneOf = (
  env: Environment,
  first: string,
  second: string,
): readonly [string | undefined, string | undefined] => {
  const values = [lineOf(env, first), lineOf(env, second)] as const;
  if (values[0] !== undefined && values[1] !== undefined)
    throw wrongVariable(first, `either ${first} or ${second}, not both`);
  return values;
};

const isRegion = (name: string): name is Region => Object.hasOwn(regions, name);

/**
 * Reads client options from environment variables: WXDI_URL or WXDI_REGION, WXDI_PROJECT_ID or WXDI_SPACE_ID, what
 * `authFromEnvironment` reads, WXDI_CA_FILE, WXDI_CLIENT_CERT, WXDI_CLIENT_KEY, WXDI_INSECURE, HTTPS_PROXY, HTTP_PROXY
 * and NO_PROXY; and the file that IBM_CREDENTIALS_FILE names, in the format of `ibm-credentials.env`. Reads nothing but
 * its arguments. Rejects with a `WxdiError` of kind `InvalidInput` that names the variable, and the file if that sets it.
 *
 * @example
 * const client = createClient(await optionsFromEnvironment(process.env, (path) => readFile(path, 'utf8')));
 */
export const optionsFromEnvironment = async (
  env: Environment,
  readFile?: ReadFile,
): Promise<EnvironmentOptions> => {
  const { env: all, explain } = await withCredentialsFile(env, readFile);
  try {
    return await optionsOf(all, readFile);
  } catch (error) {
    throw explain(error);
  }
};

const optionsOf = async (all: Environment, readFile: ReadFile | undefined): Promise<EnvironmentOptions> => {
  const [url, region] = oneOf(all, 'WXDI_URL', 'WXDI_REGION');
  const [project, space] = oneOf(all, 'WXDI_PROJECT_ID', 'WXDI_SPACE_ID');
  if (region !== undefined && !isRegion(region))
    throw wrongVariable('WXDI_REGION', `one of ${Object.keys(regions).join(', ')}`);
  if (url !== undefined) originOf('WXDI_URL', url);
  const auth = await authFromEnvironment(all, readFile);
  const tls = await tlsFromEnvironment(all, readFile);
  const proxy = proxyFromEnvironment(all);
  return defined({ url, region, project, space, auth, tls, proxy });
};
