import type { IR } from '@hey-api/openapi-ts';
import { union, unknown, type Shape } from './shape.js';

/** The shape of a single value. */
export const literal = (value: unknown): Shape => {
  if (value === null) return { tag: 'null' };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { tag: 'literal', value };
  if (Array.isArray(value)) return { tag: 'tuple', items: value.map(literal) };
  if (typeof value !== 'object') return unknown;
  const members = Object.entries(value).map(([name, v]) => ({ name, required: true, shape: literal(v) }));
  return { tag: 'object', members };
};

/** One of a list of values. */
export const enumeration = (schema: IR.SchemaObject): Shape => {
  const items = schema.items ?? [];
  if (items.length === 0) return { tag: 'never' };
  const constants = items.filter((item) => item.const !== undefined);
  return constants.length === 0 ? { tag: 'string' } : union(constants.map((item) => literal(item.const)));
};
