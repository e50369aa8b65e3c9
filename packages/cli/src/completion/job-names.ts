import type { Context } from '../context.js';
import type { Globals } from '../args/globals.js';
import type { Secrets } from '../output/scrub.js';
import { connectionOf } from '../settings/connection.js';
import { layerOf, merged, readSettings, type Settings } from '../settings/settings.js';

/** How long names are taken from the cache without asking, and how long rather than nothing. */
const freshMs = 60_000;
const keptMs = 86_400_000;
/** How long somebody who pressed Tab waits. */
const patienceMs = 2_000;
const most = 1_000;

interface Cached {
  readonly at: number;
  readonly names: readonly string[];
}

/** Names of the jobs that the settings lead to. Never asks a person, runs no command, and gives up soon. */
export const jobNames = async (
  context: Context,
  globals: Globals,
  secrets: Secrets,
): Promise<readonly string[]> => {
  const settings = await readSettings(context, globals, secrets);
  const path = await cachePath(context, settings);
  const cached = path === undefined ? undefined : await readCache(context, path);
  const now = context.clock.now();
  if (cached !== undefined && now - cached.at < freshMs) return cached.names;
  const names = await fetchNames(context, globals, settings, secrets).catch(() => undefined);
  if (names === undefined) return cached !== undefined && now - cached.at < keptMs ? cached.names : [];
  if (path !== undefined) {
    await context
      .writePrivate(path, JSON.stringify({ at: now, names } satisfies Cached))
      .catch(() => undefined);
  }
  return names;
};

const fetchNames = async (
  context: Context,
  globals: Globals,
  settings: Settings,
  secrets: Secrets,
): Promise<readonly string[] | undefined> => {
  const env = merged(settings, context.env);
  const interactive = Boolean(env['WXDI_APIKEY_COMMAND']) || Object.values(env).includes('-');
  if (interactive) return undefined;
  const hurried = { ...globals, 'http-timeout': patienceMs, 'max-retries': 0 };
  const {
    network,
    origin: _origin,
    insecure: _insecure,
    ...options
  } = await connectionOf({
    context,
    globals: hurried,
    settings,
    secrets,
  });
  const client = await context.connect({ ...options, ...network });
  const signal = AbortSignal.timeout(patienceMs);
  const jobs = await client.jobs.list({ signal }).toArray({ limit: most });
  client.close();
  return jobs.map(({ name }) => name);
};

/** One cache for each service, project and credential: names of one are none of another's business. */
const cachePath = async (context: Context, settings: Settings): Promise<string | undefined> => {
  const { env } = context;
  const base = env['XDG_CACHE_HOME'] || (env['HOME'] ? `${env['HOME']}/.cache` : undefined);
  if (base === undefined) return undefined;
  const all = merged(settings, env);
  const { createHash } = await import('node:crypto');
  const what = ['WXDI_URL', 'WXDI_REGION', 'WXDI_PROJECT_ID', 'WXDI_SPACE_ID'].map((name) => all[name] ?? '');
  const credential = layerOf(settings, 'credential')?.name ?? '';
  const key = createHash('sha256')
    .update(JSON.stringify([...what, credential]))
    .digest('hex')
    .slice(0, 16);
  return `${base}/wxdi/jobs-${key}.json`;
};

const readCache = async (context: Context, path: string): Promise<Cached | undefined> => {
  try {
    const value = JSON.parse((await context.readIfThere(path)) ?? '') as Partial<Cached>;
    if (typeof value.at !== 'number' || !Array.isArray(value.names)) return undefined;
    return { at: value.at, names: value.names.filter((name) => typeof name === 'string') };
  } catch {
    return undefined;
  }
};
