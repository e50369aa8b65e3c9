import { definePluginConfig } from '@hey-api/openapi-ts';
import { handler } from './plugin.js';
import type { FpTsPlugin } from './types.js';

const config: FpTsPlugin['Config'] = {
  config: {},
  dependencies: ['@hey-api/typescript', 'io-ts'],
  handler,
  name: 'fp-ts',
  symbolMeta: () => ({ artifact: 'operations' }),
};

/** The plugin, for the `plugins` list of a hey-api configuration. */
export const fpTs = definePluginConfig(config);
