import type { Context } from '../context.js';

const folders = {
  config: ['XDG_CONFIG_HOME', '.config'],
  cache: ['XDG_CACHE_HOME', '.cache'],
  state: ['XDG_STATE_HOME', '.local/state'],
} as const;

/** wxdi's folder of a kind, by the XDG Base Directory Specification; `undefined` without a home folder. */
export const xdgFolder = (env: Context['env'], kind: keyof typeof folders): string | undefined => {
  const [variable, below] = folders[kind];
  const base = env[variable] || (env['HOME'] && `${env['HOME']}/${below}`);
  return base ? `${base}/wxdi` : undefined;
};
