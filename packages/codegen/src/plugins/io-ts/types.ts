import type { DefinePlugin, IR, PluginInstance } from '@hey-api/openapi-ts';
import type { Expr } from '../ast.js';

/** @public Part of the type of the plugin. */
export interface UserConfig {
  name: 'io-ts';
  /** Write guards beside the stock codecs? Without them the codecs are stock io-ts: for tests and benchmarks. */
  guards?: boolean;
}

/** @public Part of the type of the plugin. */
export interface Config extends UserConfig {
  guards: boolean;
}

/** What this plugin offers to others. */
export interface Api {
  /** The codec of a schema that stands in an operation: that of the component it refers to, or a new one of this name. */
  codecFor: (plugin: PluginInstance, schema: IR.SchemaObject, name: string) => Expr;
  [key: string]: unknown;
}

export type IoTsPlugin = DefinePlugin<UserConfig, Config, Api>;

declare module '@hey-api/shared' {
  interface PluginConfigMap {
    'io-ts': IoTsPlugin['Types'];
  }
}
