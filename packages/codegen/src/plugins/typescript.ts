import { $, type Plugins } from '@hey-api/openapi-ts';
import { openBodies } from './open-bodies.js';

type Resolvers = Plugins.HeyApiTypeScript.Resolvers;
type ObjectResolver = NonNullable<Resolvers['object']>;
type PluginConfig = Plugins.HeyApiTypeScript.Types['Types']['config'];
type StringResolver = NonNullable<Resolvers['string']>;

/** The file for the types that hey-api always writes and nothing uses. It is discarded. */
const DISCARDED = 'discarded';

// The type of binary content depends on the transport: a pure package has no Blob.
const string: StringResolver = (context) => {
  if (context.schema.const !== undefined) return undefined;
  return context.schema.format === 'binary' ? $.type('unknown') : context.nodes.base(context);
};

// The request type of an operation, as hey-api builds it, without the url and without the groups that do not apply.
const object: ObjectResolver = (context) => {
  const { properties } = context.schema;
  if (properties?.['url']?.const === undefined || !('body' in properties)) return undefined;
  const groups = Object.entries(properties).filter(
    ([name, group]) => name !== 'url' && group.type !== 'never',
  );
  return context.nodes.shape({
    ...context,
    schema: { ...context.schema, properties: Object.fromEntries(groups) },
  });
};

// The base URL, the error types and the types of single parameters: nothing refers to them.
const isDiscarded = (meta: Readonly<Record<string, unknown>> = {}): boolean =>
  meta['resource'] === 'client' ||
  meta['role'] === 'error' ||
  meta['role'] === 'errors' ||
  String(meta['resourceId']).startsWith('#/components/parameters/');

/** The configuration of hey-api's typescript plugin, which writes `types.gen.ts`. */
export const typescript: PluginConfig = {
  name: '@hey-api/typescript',
  requests: '{{name}}Input',
  $resolvers: { object, string },
  $hooks: {
    events: { 'plugin:handler:before': ({ plugin }) => openBodies(plugin.context.ir) },
    symbols: { getFilePath: ({ meta }) => (isDiscarded(meta) ? DISCARDED : undefined) },
  },
};
