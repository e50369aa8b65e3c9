import { applyNaming } from '@hey-api/openapi-ts';
import { refToName } from '@hey-api/shared';
import type { Shape } from '../shape/shape.js';

/** The file that this plugin writes: `codecs.gen.ts`. */
export const getFilePath = (): string => 'codecs';

/** Identifies the guard of a component schema. */
export const guardMeta = (ref: string) => ({
  tool: 'io-ts',
  category: 'guard',
  resource: 'definition',
  resourceId: ref,
});

/** Identifies the codec of a component schema. */
export const codecMeta = (ref: string) => ({
  tool: 'io-ts',
  category: 'schema',
  resource: 'definition',
  resourceId: ref,
});

/** The name of a part that many schemas share: an array of primitives or of components. Undefined for other parts. */
export const commonName = (shape: Shape): string | undefined => {
  if (shape.tag !== 'array') return undefined;
  const { item } = shape;
  if (item.tag === 'ref') return `ArrayOf${applyNaming(refToName(item.ref), { casing: 'PascalCase' })}`;
  const isPlain = ['string', 'number', 'integer', 'boolean'].includes(item.tag);
  return isPlain ? `ArrayOf${item.tag.charAt(0).toUpperCase()}${item.tag.slice(1)}` : undefined;
};

/** The name of the guard of a part. */
export const partName = (name: string): string => `is${name.replace(/[^A-Za-z0-9_]/g, '_')}`;
