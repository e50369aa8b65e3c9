import type { DefinePlugin, IR, PluginInstance } from '@hey-api/openapi-ts';
import type { Expr } from '../ast.js';

/** @public Part of the type of the plugin. */
export interface UserConfig {
  name: 'io-ts';
  /** Whether to generate guards. Without them the codecs are stock io-ts, for tests and benchmarks. */
  guards?: boolean;
}

/** @public Part of the type of the plugin. */
export interface Config extends UserConfig {
  guards: boolean;
}

/** The API of this plugin for other plugins. */
export interface Api {
  /** The codec of a schema of an operation: that of the component it refers to, or a new one with this name. */
  codecFor: (plugin: PluginInstance, schema: IR.SchemaObject, name: string) => Expr;
  [key: string]: unknown;
}

export type IoTsPlugin = DefinePlugin<UserConfig, Config, Api>;

declare module '@hey-api/shared' {
  interface PluginConfigMap {
    'io-ts': IoTsPlugin['Types'];
  }
}
