import type { JsonObject } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Globals } from '../command-line/global-options.js';
import type { Secrets } from '../output/secrets.js';
import { leniently } from '../command-line/parse.js';
import { openClient } from '../settings/connect.js';
import { connectionOf } from '../settings/connection.js';
import { inScope } from '../settings/scope.js';
import { layerOf, merged, readSettings, type Settings } from '../settings/settings.js';
import { cacheFile } from '../settings/xdg.js';

/** How long cached names are used without a request, and how long if the request fails. */
const freshMs = 60_000;
const keptMs = 86_400_000;
/** How long a user who pressed Tab waits. */
const patienceMs = 2_000;

/** Names of the jobs of the project. Never prompts, runs no command, and gives up soon. */
export const jobNames = async (
  context: Context,
  before: readonly string[],
  secrets: Secrets,
): Promise<readonly string[]> => {
  const globals = leniently(before);
  const settings = await readSettings(context, globals, secrets);
  const path = await cachePath(context, settings);
  const cached = await readCache(context, path);
  const now = context.clock.now();
  if (now - cached.at < freshMs) return cached.names;
  const names = await fetchNames(context, globals, settings, secrets).catch(() => undefined);
  if (names === undefined) return now - cached.at < keptMs ? cached.names : [];
  if (path !== undefined)
    await context.writePrivate(path, JSON.stringify({ at: now, names })).catch(() => undefined);
  return names;
};

const fetchNames = async (
  context: Context,
  globals: Globals,
  settings: Settings,
  secrets: Secrets,
): Promise<readonly string[] | undefined> => {
  const env = merged(settings, context.env);
  // These run a command or read stdin.
  if (env['WXDI_APIKEY_COMMAND'] || Object.values(env).includes('-')) return undefined;
  const hurried = { ...globals, httpTimeout: patienceMs, maxRetries: 0 };
  const signal = AbortSignal.timeout(patienceMs);
  const connection = await connectionOf({ context, globals: hurried, settings, secrets });
  const client = await openClient(context, await inScope({ context, signal }, connection), {});
  const names: string[] = [];
  try {
    for await (const { name } of client.jobs.list({ signal, onUnreadable: () => undefined }))
      names.push(name);
  } catch (error) {
    // As many as can be read in the time.
    if (names.length === 0) throw error;
  }
  client.close();
  return names;
};

/** One cache per service, project and credential. */
const cachePath = async (context: Context, settings: Settings): Promise<string | undefined> => {
  const all = merged(settings, context.env);
  const names = ['WXDI_URL', 'WXDI_REGION', 'WXDI_PROJECT_ID', 'WXDI_SPACE_ID'];
  const scope = [...names.map((name) => all[name] ?? ''), layerOf(settings, 'credential')?.name ?? ''];
  return await cacheFile(context.env, 'jobs', scope);
};

const readCache = async (context: Context, path = '') => {
  try {
    const { at, names } = JSON.parse((await context.readIfThere(path)) ?? '') as JsonObject;
    if (typeof at === 'number' && Array.isArray(names))
      return { at, names: names.filter((name) => typeof name === 'string') };
  } catch {
    // As if nothing was cached.
  }
  return { at: -Infinity, names: [] };
};
