import type { Context } from '../context.js';

/** Where starts are noted, by the rules of XDG; `undefined` where there is no home. */
export const stateFolder = (env: Context['env']): string | undefined => {
  const base = env['XDG_STATE_HOME'] || (env['HOME'] ? `${env['HOME']}/.local/state` : undefined);
  return base === undefined ? undefined : `${base}/wxdi`;
};
