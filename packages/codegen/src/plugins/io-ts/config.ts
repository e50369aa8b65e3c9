import { definePluginConfig } from '@hey-api/openapi-ts';
import { api, handler } from './plugin.js';
import type { IoTsPlugin } from './types.js';

const config: IoTsPlugin['Config'] = {
  api,
  config: { guards: true },
  dependencies: ['@hey-api/typescript'],
  handler,
  name: 'io-ts',
  symbolMeta: () => ({ artifact: 'codecs' }),
};

/** The plugin, for the `plugins` list of a hey-api configuration. */
export const ioTs = definePluginConfig(config);
