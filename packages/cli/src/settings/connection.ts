import { unescape } from 'node:querystring';
import type { Globals } from '../command-line/global-options.js';
import type { Context } from '../context.js';
import type { Secrets } from '../output/secrets.js';
import type { Auth, ClientOptions, NodeTransportOptions } from '@wxdi/sdk';
import { defaultLimits, optionsFromEnvironment, regions, Secret } from '@wxdi/sdk';
import { UsageError, wxdiErrorIn } from '../errors.js';
import { asId } from '../input/id.js';
import { defined } from '../input/object.js';
import { variablesOf } from './keys.js';
import { placed, placeOf } from './place.js';
import { layerOf, merged, type Settings } from './settings.js';

/** The service, the scope, the credential, and the network settings. */
type ServiceOptions = Pick<ClientOptions, 'url' | 'region' | 'project' | 'space' | 'auth' | 'retry'>;

export interface Connection extends ServiceOptions {
  readonly network: NodeTransportOptions;
  readonly origin: string;
  readonly insecure: boolean;
}

/** A URL of the service, in the project or space of the connection unless the path names one. */
export const scopedUrl = ({ origin, project, space }: Connection, path: string): URL => {
  const url = new URL(path, origin);
  const { searchParams } = url;
  if (searchParams.has('project_id') || searchParams.has('space_id')) return url;
  if (project !== undefined) searchParams.set('project_id', project);
  if (space !== undefined) searchParams.set('space_id', space);
  return url;
};

/** Where the settings and secrets of a connection come from. */
export interface World {
  readonly context: Context;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/** What every request needs, and how it is set. */
export const needed = {
  service: ['service', '--region or --url; WXDI_REGION or WXDI_URL'],
  scope: ['project or space', '--project or --space; WXDI_PROJECT_ID or WXDI_SPACE_ID'],
  credential: ['credential', 'WXDI_APIKEY or WXDI_BEARER_TOKEN, or a file in WXDI_APIKEY_FILE'],
} as const;

export type Needed = keyof typeof needed;

export const neededGroups = Object.keys(needed) as readonly Needed[];

/** All missing settings: exit 2. */
export class MissingSettings extends UsageError {
  readonly missing: readonly Needed[];

  constructor(missing: readonly Needed[]) {
    super(
      `missing settings: ${missing.map((group) => `${needed[group][0]} (${needed[group][1]})`).join(', ')}`,
      'wxdi doctor, which shows what is set and where; wxdi demo needs no account',
    );
    this.missing = missing;
  }
}

/** The connection that the settings describe. Missing or contradictory settings are exit 2. */
export const connectionOf = async (world: World): Promise<Connection> => {
  const all = merged(world.settings, world.context.env);
  // Before anything is read or run. IBM_CREDENTIALS_FILE may contain any of the settings.
  if (!all['IBM_CREDENTIALS_FILE']) requireGroups((group) => variablesOf(group).some((name) => all[name]));
  try {
    return await connectionFrom(world, await withApiKey(world, all));
  } catch (error) {
    const cause = wxdiErrorIn(error);
    if (cause?.kind !== 'InvalidInput') throw error;
    throw new UsageError(placed(world.settings, cause.message) ?? cause.message, 'wxdi doctor');
  }
};

const requireGroups = (isSet: (group: Needed) => boolean): void => {
  const missing = neededGroups.filter((group) => !isSet(group));
  if (missing.length > 0) throw new MissingSettings(missing);
};

const connectionFrom = async (
  { context, globals, settings, secrets }: World,
  variables: Context['env'],
): Promise<Connection> => {
  const read = (path: string): Promise<string> =>
    path === '-' ? context.stdin.read() : context.readFile(path);
  const { tls, proxy, ...options } = await optionsFromEnvironment(variables, read);
  for (const secret of secretsIn(options.auth, proxy)) secrets.add(secret);
  const { url, region, auth } = options;
  const [project, space] = [options.project, options.space].map((text) => text && asId(text));
  const isSet = { service: url ?? region, scope: project ?? space, credential: auth.type };
  requireGroups((group) => isSet[group] !== undefined);
  const origin = url === undefined ? regions[region ?? 'dallas'] : new URL(url).origin;
  checkOrigin(settings, origin);
  const { maxRetries, httpTimeout } = globals;
  return {
    ...options,
    ...defined({ project, space }),
    retry: maxRetries === undefined ? undefined : retryOf(maxRetries),
    origin,
    insecure: tls?.insecure === true,
    network: { limits: httpTimeout === undefined ? undefined : limitsOf(httpTimeout), tls, proxy },
  };
};

/**
 * The variables, with the API key that a command of a profile prints, such as `pass show ibm/apikey`. Errors name the
 * place of the command, never the command itself.
 */
const withApiKey = async (
  { context, settings, secrets }: World,
  { WXDI_APIKEY_COMMAND: command, ...env }: Context['env'],
): Promise<Context['env']> => {
  if (!command) return env;
  if (env['WXDI_APIKEY'] || env['WXDI_APIKEY_FILE'])
    throw new UsageError('a profile sets the API key twice: keep one of apikey, apikey_file, apikey_command');
  const refuse = (why: string): UsageError =>
    new UsageError(
      `${placeOf(settings, 'WXDI_APIKEY_COMMAND')} ${why}`,
      'run that command by hand: it must print only the key and exit 0',
    );
  const { code, stdout } = await context.execute(command);
  if (code !== 0)
    throw refuse(`failed with ${code ?? 'a signal'}${code === 127 ? ' (no such command)' : ''}`);
  const key = stdout.trim();
  if (key === '') throw refuse('printed nothing');
  if (/\s/.test(key)) throw refuse('printed more than one word');
  secrets.add(key);
  return { ...env, WXDI_APIKEY: key };
};

/** Secrets of a credential, and passwords in the URLs of proxies, encoded and decoded. */
const secretsIn = (auth: Auth, proxy: NodeTransportOptions['proxy']): readonly string[] => {
  const exposed = (value: unknown): readonly string[] => (value instanceof Secret ? [value.expose()] : []);
  const passwords = [proxy?.httpsProxy, proxy?.httpProxy].flatMap(exposed).flatMap((url) => {
    const [, password] = /^[a-z]+:\/\/(?:[^/:]*:)?([^/]*)@/i.exec(url) ?? [];
    return password ? [password, unescape(password)] : [];
  });
  return [...Object.values(auth).flatMap(exposed), ...passwords];
};

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
const limitsOf = (ms: number): ClientOptions['limits'] => ({
  totalMs: ms,
  headersMs: ms,
  idleMs: ms,
  connectMs: Math.min(defaultLimits.connectMs, ms),
});

const retryOf = (retries: number): ClientOptions['retry'] => ({
  transient: { attempts: retries + 1, baseMs: 500, capMs: 20_000 },
  throttled: { attempts: retries + 1, baseMs: 1_000, capMs: 60_000 },
});

/** One attempt for each request. */
export const noRetry = retryOf(0);
