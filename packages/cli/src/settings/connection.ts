import type { Globals } from '../command-line/global-options.js';
import type { Context } from '../context.js';
import type { Secrets } from '../output/secrets.js';
import {
  defaultLimits,
  optionsFromEnvironment,
  originOf,
  regions,
  Secret,
  type Auth,
  type ClientOptions,
  type Limits,
  type NodeTransportOptions,
} from '@wxdi/sdk';
import { UsageError, wxdiErrorIn } from '../errors.js';
import { requireGroups, requireVariables } from './missing.js';
import { placed, placeOf } from './place.js';
import { layerOf, merged, type Settings } from './settings.js';

/** The service, the scope, the credential, and the network settings. */
export interface Connection extends Pick<
  ClientOptions,
  'url' | 'region' | 'project' | 'space' | 'auth' | 'retry'
> {
  /** Limits, TLS and proxy of the transport. */
  readonly network: NodeTransportOptions;
  readonly origin: string;
  readonly insecure: boolean;
}

/** Where the settings and secrets of a connection come from. */
export interface World {
  readonly context: Context;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/** The connection that the settings describe. Missing or contradictory settings are exit 2. */
export const connectionOf = async ({ context, globals, settings, secrets }: World): Promise<Connection> => {
  const all = merged(settings, context.env);
  requireVariables(all);
  const read = readerOf(context);
  const { tls, proxy, ...options } = await inPlace(settings, async () =>
    optionsFromEnvironment(await withApiKey(context, settings, all, secrets), read),
  );
  for (const secret of secretsOf(options.auth)) secrets.add(secret);
  for (const password of proxyPasswords([proxy?.httpsProxy, proxy?.httpProxy])) secrets.add(password);
  const { url, region, project, space, auth } = options;
  const isSet = { service: url ?? region, scope: project ?? space, credential: auth.type };
  requireGroups((group) => isSet[group] !== undefined);
  const origin = await inPlace(settings, async () =>
    url === undefined ? regions[region ?? 'dallas'] : originOf('WXDI_URL', url),
  );
  if ('url' in auth && auth.url !== undefined) {
    const tokens = auth.url;
    await inPlace(settings, async () => originOf('WXDI_AUTH_URL', tokens));
  }
  checkOrigin(settings, origin);
  return {
    ...options,
    retry: retryOf(globals.maxRetries),
    origin,
    insecure: tls?.insecure === true,
    network: { limits: limitsOf(globals.httpTimeout), tls, proxy },
  };
};

/** Reports what the library finds wrong with a setting, with the place where it was set. */
const inPlace = async <A>(settings: Settings, work: () => Promise<A>): Promise<A> => {
  try {
    return await work();
  } catch (error) {
    const cause = wxdiErrorIn(error);
    if (cause?.kind !== 'InvalidInput') throw error;
    throw new UsageError(placed(settings, cause.message), 'wxdi doctor');
  }
};

const withApiKey = async (
  context: Context,
  settings: Settings,
  env: Context['env'],
  secrets: Secrets,
): Promise<Context['env']> => {
  const { WXDI_APIKEY_COMMAND: command, ...rest } = env;
  if (!command) return rest;
  if (rest['WXDI_APIKEY'] || rest['WXDI_APIKEY_FILE'])
    throw new UsageError('a profile sets the API key twice: keep one of apikey, apikey_file, apikey_command');
  const key = await apiKeyOf(context, command, placeOf(settings, 'WXDI_APIKEY_COMMAND'));
  secrets.add(key);
  return { ...rest, WXDI_APIKEY: key };
};

/**
 * The API key that a command of a profile prints, such as `pass show ibm/apikey`. Errors name the place of the command,
 * never the command itself.
 */
const apiKeyOf = async (
  context: Pick<Context, 'execute'>,
  command: string,
  place: string,
): Promise<string> => {
  const refuse = (why: string): UsageError =>
    new UsageError(`${place} ${why}`, 'run that command by hand: it must print only the key and exit 0');
  const { code, stdout } = await context.execute(command);
  if (code !== 0)
    throw refuse(`failed with ${code ?? 'a signal'}${code === 127 ? ' (no such command)' : ''}`);
  const key = stdout.trim();
  if (key === '') throw refuse('printed nothing');
  if (/\s/.test(key)) throw refuse('printed more than one word');
  return key;
};

/** `-` is stdin. */
const readerOf = (context: Context): ((path: string) => Promise<string>) => {
  return (path) => (path === '-' ? context.stdin.read() : context.readFile(path));
};

const secretsOf = (auth: Auth): readonly string[] =>
  Object.values(auth).flatMap((member: unknown) => (member instanceof Secret ? [member.expose()] : []));

/** Passwords in the URLs of proxies, encoded and decoded. */
const proxyPasswords = (urls: readonly (string | Secret | undefined)[]): readonly string[] =>
  urls.flatMap((url) => {
    const text = url instanceof Secret ? url.expose() : (url ?? '');
    const [, user = ''] = /^[a-z]+:\/\/([^/]*)@/i.exec(text) ?? [];
    const password = user.slice(user.indexOf(':') + 1);
    if (password === '') return [];
    try {
      return [password, decodeURIComponent(password)];
    } catch {
      return [password];
    }
  });

/** A credential of a profile is sent only to the service of the profile, or to another region of the same cloud. */
const checkOrigin = (settings: Settings, origin: string): void => {
  const credential = layerOf(settings, 'credential');
  const service = layerOf(settings, 'service');
  if (credential === undefined || credential === service || !credential.name.startsWith('profile ')) return;
  const { WXDI_URL: url, WXDI_REGION: region } = credential.variables;
  if (!url && !region) return;
  const own = url ?? regions[region as keyof typeof regions];
  const cloud: readonly string[] = Object.values(regions);
  if (own === origin || (cloud.includes(own) && cloud.includes(origin))) return;
  throw new UsageError(
    `the credential of ${credential.name} is for ${own}, but ${service?.name ?? 'something'} selects another service`,
    'set the credential where the service is set, or use another --profile',
  );
};

/** A time limit of the whole request replaces the shorter ones, but for the connection. */
const limitsOf = (ms: number | undefined): Partial<Limits> | undefined =>
  ms === undefined
    ? undefined
    : { totalMs: ms, headersMs: ms, idleMs: ms, connectMs: Math.min(defaultLimits.connectMs, ms) };

const retryOf = (retries: number | undefined): ClientOptions['retry'] =>
  retries === undefined
    ? undefined
    : {
        transient: { attempts: retries + 1, baseMs: 500, capMs: 20_000 },
        throttled: { attempts: retries + 1, baseMs: 1_000, capMs: 60_000 },
      };
