import { buildDiscriminatedUnion, deduplicateSchema } from '@hey-api/shared';
import type { IR } from '@hey-api/openapi-ts';

/**
 * What a schema asks of a value, reduced to what io-ts can say. Guards and stock codecs are both written from a shape,
 * so that they cannot disagree about the schema. Constraints on values (lengths, patterns, ranges) are left out: a
 * client that refuses what the service sent helps nobody.
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

/** Looks a `$ref` up in the document. */
export type Resolve = (ref: string) => IR.SchemaObject;

const unknown: Shape = { tag: 'unknown' };

/** The shape of a schema, by the same rules by which the type of the schema is written. */
export const shapeOf = (schema: IR.SchemaObject, resolve: Resolve): Shape => {
  const { $ref, type } = schema;
  if ($ref !== undefined) {
    return schema.omit?.length
      ? without(shapeOf(resolve($ref), resolve), schema.omit, resolve)
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

const literal = (value: unknown): Shape => {
  if (value === null) return { tag: 'null' };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { tag: 'literal', value };
  if (Array.isArray(value)) return { tag: 'tuple', items: value.map(literal) };
  if (typeof value !== 'object') return unknown;
  const members = Object.entries(value).map(([name, v]) => ({ name, required: true, shape: literal(v) }));
  return { tag: 'object', members };
};

const enumeration = (schema: IR.SchemaObject): Shape => {
  const items = schema.items ?? [];
  if (items.length === 0) return { tag: 'never' };
  const constants = items.filter((item) => item.const !== undefined);
  return constants.length === 0 ? { tag: 'string' } : union(constants.map((item) => literal(item.const)));
};

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
  if (single.logicalOperator === 'and') return intersection(shapes);
  return discriminated(schema, single.items, resolve) ?? union(shapes);
};

/** A union with a discriminator: each member together with the values of the discriminator that stand for it. */
const discriminated = (
  schema: IR.SchemaObject,
  schemas: readonly IR.SchemaObject[],
  resolve: Resolve,
): Shape | undefined => {
  const data = buildDiscriminatedUnion({ parentSchema: schema, resolveIrRef: resolve, schemas });
  if (!data) return undefined;
  const refs = [...new Set(data.members.map((member) => member.ref))];
  return union(
    refs.map((ref) => {
      const values = data.members.filter((member) => member.ref === ref);
      const tag = union(values.map((member) => literal(member.discriminatedValue)));
      const members = [{ name: data.discriminatorKey, required: true, shape: tag }];
      return intersection([
        { tag: 'object', members },
        { tag: 'ref', ref },
      ]);
    }),
  );
};

const object = (schema: IR.SchemaObject, resolve: Resolve): Shape => {
  const required = new Set(schema.required);
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    required: required.has(name),
    shape: shapeOf(property, resolve),
  }));
  const extra = schema.additionalProperties || undefined;
  const patterns = Object.values(schema.patternProperties ?? {}).map((pattern) => shapeOf(pattern, resolve));
  if (!extra && patterns.length === 0) return { tag: 'object', members };
  if (extra?.type === 'unknown') return { tag: 'object', members, rest: unknown };
  // An index signature covers the declared members too, so its type has to be the union of them all.
  const rest = [...patterns, ...members.map((member) => member.shape)];
  if (extra && extra.type !== 'never') rest.unshift(shapeOf(extra, resolve));
  if (members.some((member) => !member.required)) rest.push({ tag: 'undefined' });
  return { tag: 'object', members, rest: union(rest) };
};

const union = (items: readonly Shape[]): Shape => combine('union', items);
const intersection = (items: readonly Shape[]): Shape => combine('intersection', items);

const combine = (tag: 'union' | 'intersection', items: readonly Shape[]): Shape => {
  const seen = new Map(items.map((item) => [JSON.stringify(item), item]));
  const [first, ...others] = seen.values();
  if (first === undefined) return unknown;
  return others.length === 0 ? first : { tag, items: [first, ...others] };
};

/** `Omit<T, K>`: the members of an object but some. */
const without = (shape: Shape, names: readonly string[], resolve: Resolve): Shape => {
  switch (shape.tag) {
    case 'ref':
      return without(shapeOf(resolve(shape.ref), resolve), names, resolve);
    case 'object':
      return { ...shape, members: shape.members.filter((member) => !names.includes(member.name)) };
    case 'intersection':
      return { tag: shape.tag, items: shape.items.map((item) => without(item, names, resolve)) };
    default:
      return shape;
  }
};
