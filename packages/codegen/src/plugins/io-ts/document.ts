import type { IR } from '@hey-api/openapi-ts';
import type { IoTsPlugin } from './types.js';
import { shapeOf } from '../shape/of-schema.js';
import type { Resolve, Shape } from '../shape/shape.js';

/** The component schemas of a document as shapes, and how they refer to each other. */
export interface Document {
  readonly resolve: Resolve;
  readonly shape: (ref: string) => Shape;
  /** True if the schema contains itself, directly or indirectly. */
  readonly isRecursive: (ref: string) => boolean;
  /** True if a property of this shape may be `undefined`. */
  readonly acceptsUndefined: (shape: Shape) => boolean;
  /** Guards of common parts, such as an array of strings, by shape: each is written once. */
  readonly shared: Map<string, ReturnType<IoTsPlugin['Instance']['symbol']>>;
}

export const documentOf = (resolveIrRef: (ref: string) => unknown): Document => {
  const shapes = new Map<string, Shape>();
  const recursive = new Map<string, boolean>();
  const resolve: Resolve = (ref) => schemaAt(resolveIrRef(ref));
  const shape = (ref: string): Shape => {
    const known = shapes.get(ref) ?? shapeOf(resolve(ref), resolve);
    shapes.set(ref, known);
    return known;
  };
  const isRecursive = (ref: string): boolean => {
    const known = recursive.get(ref) ?? reaches(ref, ref, shape);
    recursive.set(ref, known);
    return known;
  };
  const acceptsUndefined = (s: Shape, seen: readonly string[] = []): boolean => {
    switch (s.tag) {
      case 'unknown':
      case 'undefined':
        return true;
      case 'ref':
        return !seen.includes(s.ref) && acceptsUndefined(shape(s.ref), [...seen, s.ref]);
      case 'union':
        return s.items.some((item) => acceptsUndefined(item, seen));
      case 'intersection':
        return s.items.every((item) => acceptsUndefined(item, seen));
      case 'never':
      case 'null':
      case 'string':
      case 'number':
      case 'integer':
      case 'boolean':
      case 'literal':
      case 'array':
      case 'tuple':
      case 'object':
        return false;
    }
  };
  return { resolve, shape, isRecursive, acceptsUndefined: (s) => acceptsUndefined(s), shared: new Map() };
};

// Parameters and request bodies contain their schema one level deeper.
const schemaAt = (node: unknown): IR.SchemaObject => {
  const { schema, ...self } = node as IR.SchemaObject & { readonly schema?: IR.SchemaObject };
  return schema ?? self;
};

const reaches = (from: string, target: string, shape: (ref: string) => Shape): boolean => {
  const seen = new Set<string>();
  const queue = refs(shape(from));
  for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
    if (ref === target) return true;
    if (seen.has(ref)) continue;
    seen.add(ref);
    queue.push(...refs(shape(ref)));
  }
  return false;
};

const refs = (shape: Shape): string[] => {
  switch (shape.tag) {
    case 'ref':
      return [shape.ref];
    case 'array':
      return refs(shape.item);
    case 'tuple':
    case 'union':
    case 'intersection':
      return shape.items.flatMap(refs);
    case 'object':
      return [...shape.members.map((member) => member.shape), ...(shape.rest ? [shape.rest] : [])].flatMap(
        refs,
      );
    case 'unknown':
    case 'never':
    case 'undefined':
    case 'null':
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
    case 'literal':
      return [];
  }
};
