import { deduplicateSchema } from '@hey-api/shared';
import type { IR } from '@hey-api/openapi-ts';
import { enumeration, literal } from './literal.js';
import { without } from './omit.js';
import { intersection, union, unknown, type Resolve, type Shape } from './shape.js';

/** The shape of a schema. Follows the rules by which hey-api generates the type of the schema. */
export const shapeOf = (schema: IR.SchemaObject, resolve: Resolve): Shape => {
  const { $ref, type } = schema;
  if ($ref !== undefined) {
    return schema.omit?.length
      ? without(shapeOf(resolve($ref), resolve), schema.omit, (ref) => shapeOf(resolve(ref), resolve))
      : { tag: 'ref', ref: $ref };
  }
  if (type === undefined) return schema.items ? combined(schema, resolve) : unknown;
  switch (type) {
    case 'string':
      return schema.const === undefined && schema.format === 'binary'
        ? unknown
        : constant(schema, { tag: type });
    case 'number':
    case 'integer':
    case 'boolean':
      return constant(schema, { tag: type });
    case 'null':
    case 'undefined':
    case 'never':
    case 'unknown':
      return { tag: type };
    case 'void':
      return { tag: 'undefined' };
    case 'enum':
      return enumeration(schema);
    case 'array':
      return { tag: 'array', item: arrayItem(schema, resolve) };
    case 'tuple':
      return constant(schema, {
        tag: 'tuple',
        items: (schema.items ?? []).map((item) => shapeOf(item, resolve)),
      });
    case 'object':
      return object(schema, resolve);
  }
};

const constant = (schema: IR.SchemaObject, otherwise: Shape): Shape =>
  schema.const === undefined ? otherwise : literal(schema.const);

const arrayItem = (schema: IR.SchemaObject, resolve: Resolve): Shape => {
  const { items = [], logicalOperator = 'or' } = deduplicateSchema({ schema });
  const shapes = items.map((item) => shapeOf(item, resolve));
  if (shapes.length === 0) return unknown;
  return logicalOperator === 'and' ? intersection(shapes) : union(shapes);
};

const combined = (schema: IR.SchemaObject, resolve: Resolve): Shape => {
  const single = deduplicateSchema({ schema });
  if (single.$ref !== undefined || single.type !== undefined) return shapeOf(single, resolve);
  if (!single.items) return unknown;
  const shapes = single.items.map((item) => shapeOf(item, resolve));
  return single.logicalOperator === 'and' ? intersection(shapes) : union(shapes);
};

const object = (schema: IR.SchemaObject, resolve: Resolve): Shape => {
  const required = new Set(schema.required);
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    required: required.has(name),
    shape: shapeOf(property, resolve),
  }));
  const extra = schema.additionalProperties || undefined;
  if (!extra || extra.type === 'never') return { tag: 'object', members };
  if (extra.type === 'unknown') return { tag: 'object', members, rest: unknown };
  // An index signature also applies to the declared properties, so its type is the union of all.
  const rest = [shapeOf(extra, resolve), ...members.map((member) => member.shape)];
  if (members.some((member) => !member.required)) rest.push({ tag: 'undefined' });
  return { tag: 'object', members, rest: union(rest) };
};
