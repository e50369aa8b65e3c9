import type { IR } from '@hey-api/openapi-ts';

/**
 * A schema, reduced to what io-ts can express. Guards and stock codecs are both generated from the shape, so that they
 * agree. Constraints on values (lengths, patterns, ranges) are left out: a client should accept what the service sends.
 */
export type Shape =
  | { readonly tag: 'unknown' | 'never' | 'undefined' }
  | { readonly tag: 'string' | 'number' | 'integer' | 'boolean' | 'null' }
  | { readonly tag: 'literal'; readonly value: string | number | boolean }
  | { readonly tag: 'ref'; readonly ref: string }
  | { readonly tag: 'array'; readonly item: Shape }
  | { readonly tag: 'tuple'; readonly items: readonly Shape[] }
  | { readonly tag: 'object'; readonly members: readonly Member[]; readonly rest?: Shape }
  | { readonly tag: 'union' | 'intersection'; readonly items: readonly Shape[] };

export interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
}

/** Resolves a `$ref` of the document. */
export type Resolve = (ref: string) => IR.SchemaObject;

export const unknown: Shape = { tag: 'unknown' };

export const union = (items: readonly Shape[]): Shape => combine('union', items);
export const intersection = (items: readonly Shape[]): Shape => combine('intersection', items);

const combine = (tag: 'union' | 'intersection', items: readonly Shape[]): Shape => {
  const seen = new Map(items.map((item) => [JSON.stringify(item), item]));
  const [first, ...others] = seen.values();
  if (first === undefined) return unknown;
  return others.length === 0 ? first : { tag, items: [first, ...others] };
};
