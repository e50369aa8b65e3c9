import type { Auth, ClientOptions, Limits, NodeTransportOptions } from '@wxdi/sdk';
import type { Globals } from '../args/globals.js';
import type { Context } from '../context.js';
import type { Secrets } from '../output/scrub.js';
import type { Settings } from './settings.js';
import { defaultLimits, optionsFromEnvironment, originOf, regions, Secret } from '@wxdi/sdk';
import { isKind } from '../failure.js';
import { UsageError } from '../usage-error.js';
import { apiKeyOf } from './apikey-command.js';
import { requireGroups, requireVariables } from './missing.js';
import { placed, placeOf } from './place.js';
import { layerOf, merged } from './settings.js';

/** Where the service is, who calls, about what, and how to get there. */
export interface Connection extends Pick<
  ClientOptions,
  'url' | 'region' | 'project' | 'space' | 'auth' | 'retry'
> {
  /** Limits, TLS and proxy: what a transport is made of. */
  readonly network: NodeTransportOptions;
  readonly origin: string;
  readonly insecure: boolean;
}

interface World {
  readonly context: Context;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/** What the client needs, of all settings. What is missing or contradicts itself is exit 2. */
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
    ...retryOf(globals['max-retries']),
    origin,
    insecure: tls?.insecure === true,
    network: {
      ...limitsOf(globals['http-timeout']),
      ...(tls === undefined ? {} : { tls }),
      ...(proxy === undefined ? {} : { proxy }),
    },
  };
};

/** What the library finds wrong with a setting, told once, by the place where the person wrote it. */
const inPlace = async <A>(settings: Settings, work: () => Promise<A>): Promise<A> => {
  try {
    return await work();
  } catch (error) {
    if (!isKind(error, 'InvalidInput')) throw error;
    throw new UsageError(placed(settings, error.message), 'wxdi doctor');
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
    throw new UsageError(
      'a profile gives the API key in two ways: keep one of apikey, apikey_file, apikey_command',
    );
  const key = await apiKeyOf(context, command, placeOf(settings, 'WXDI_APIKEY_COMMAND'));
  secrets.add(key);
  return { ...rest, WXDI_APIKEY: key };
};

/** `-` is stdin, which can be read only once. */
const readerOf = (context: Context): ((path: string) => Promise<string>) => {
  return (path) => (path === '-' ? context.stdin.read() : context.readFile(path));
};

const secretsOf = (auth: Auth): readonly string[] =>
  Object.values(auth).flatMap((member: unknown) => (member instanceof Secret ? [member.expose()] : []));

/** Passwords in the URLs of proxies, as they stand there and as they are meant. */
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

/** A credential of a profile goes only to the service of the profile, or to another region of the same cloud. */
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
    `the credential of ${credential.name} is for ${own}, and ${service?.name ?? 'something'} names another service`,
    'set the credential where the service is set, or choose another --profile',
  );
};

/** Whoever names a limit for the whole request means no other one to end it sooner, but for the connection. */
const limitsOf = (ms: number | undefined): { readonly limits?: Partial<Limits> } =>
  ms === undefined
    ? {}
    : {
        limits: { totalMs: ms, headersMs: ms, idleMs: ms, connectMs: Math.min(defaultLimits.connectMs, ms) },
      };

const retryOf = (retries: number | undefined): Pick<ClientOptions, 'retry'> =>
  retries === undefined
    ? {}
    : {
        retry: {
          transient: { attempts: retries + 1, baseMs: 500, capMs: 20_000 },
          throttled: { attempts: retries + 1, baseMs: 1_000, capMs: 60_000 },
        },
      };
