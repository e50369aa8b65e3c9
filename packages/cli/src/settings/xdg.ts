import type { Context } from '../context.js';

const folders = {
  config: ['XDG_CONFIG_HOME', '.config'],
  cache: ['XDG_CACHE_HOME', '.cache'],
  state: ['XDG_STATE_HOME', '.local/state'],
} as const;

/** A file of wxdi's cache, one for each list of parts. Its name has only a hash of them. */
export const cacheFile = async (
  env: Context['env'],
  kind: string,
  parts: readonly string[],
): Promise<string | undefined> => {
  const folder = xdgFolder(env, 'cache');
  if (folder === undefined) return undefined;
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${folder}/${kind}-${hash.slice(0, 16)}.json`;
};

/** wxdi's folder of a kind, by the XDG Base Directory Specification; `undefined` without a home folder. */
export const xdgFolder = (env: Context['env'], kind: keyof typeof folders): string | undefined => {
  const [variable, below] = folders[kind];
  const base = env[variable] || (env['HOME'] && `${env['HOME']}/${below}`);
  return base ? `${base}/wxdi` : undefined;
};
