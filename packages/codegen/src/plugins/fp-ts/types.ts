import type { DefinePlugin } from '@hey-api/openapi-ts';

/** @public Part of the type of the plugin. */
export interface UserConfig {
  name: 'fp-ts';
}

export type FpTsPlugin = DefinePlugin<UserConfig, UserConfig>;

declare module '@hey-api/shared' {
  interface PluginConfigMap {
    'fp-ts': FpTsPlugin['Types'];
  }
}
