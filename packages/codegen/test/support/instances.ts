import fc from 'fast-check';
import { dereference, isNode, listAt, nodeAt, type Node } from '../../src/document/node.js';
import { json } from './documents.js';

/** Values of a schema or close to it. Derived from the schema itself, not from a codec, and not all of them are valid. */
export const instances = (document: Node, schema: unknown, depth = 4): fc.Arbitrary<unknown> => {
  const node = dereference(document, schema);
  if (!isNode(node) || depth <= 0) return json;
  const beside = isNode(schema) && '$ref' in schema ? [own(document, schema, depth)] : [];
  return fc
    .tuple(own(document, node, depth), ...beside, ...partsOf(document, node, depth))
    .map((parts) => parts.filter((part) => part !== ANY).reduce(merge, ANY))
    .chain((value) => (value === ANY ? json : fc.constant(value)));
};

/** The mark of a part that says nothing about the value. */
const ANY: unknown = Symbol('any');

const merge = (a: unknown, b: unknown): unknown =>
  a === ANY ? b : isNode(a) && isNode(b) ? { ...a, ...b } : a;

const partsOf = (document: Node, node: Node, depth: number): readonly fc.Arbitrary<unknown>[] => {
  const one = (word: string): readonly fc.Arbitrary<unknown>[] => {
    const parts = listAt(node, word).map((part) => instances(document, part, depth - 1));
    return parts.length === 0 ? [] : [fc.oneof(...parts)];
  };
  return [
    ...listAt(node, 'allOf').map((part) => instances(document, part, depth - 1)),
    ...one('anyOf'),
    ...one('oneOf'),
  ];
};

const own = (document: Node, node: Node, depth: number): fc.Arbitrary<unknown> => {
  if ('const' in node) return fc.constant(node['const']);
  if (Array.isArray(node['enum']) && node['enum'].length > 0)
    return fc.constantFrom(...(node['enum'] as unknown[]));
  const types = Array.isArray(node['type']) ? (node['type'] as unknown[]) : [node['type'] ?? implied(node)];
  return fc.oneof(...types.map((type) => ofType(document, node, type, depth)));
};

const implied = (node: Node): string | undefined =>
  'items' in node || 'prefixItems' in node
    ? 'array'
    : ['properties', 'required', 'additionalProperties', 'patternProperties'].some((word) => word in node)
      ? 'object'
      : undefined;

const ofType = (document: Node, node: Node, type: unknown, depth: number): fc.Arbitrary<unknown> => {
  switch (type) {
    case 'string':
      return fc.string({ maxLength: 3 });
    case 'integer':
      return fc.integer({ min: -3, max: 3 });
    case 'number':
      return fc.constantFrom(0, 1, -1.5, 3);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const fixed = listAt(node, 'prefixItems').map((item) => instances(document, item, depth - 1));
      const rest = fc.array(instances(document, node['items'], depth - 1), { maxLength: 2 });
      return fc.tuple(fc.tuple(...fixed), rest).map(([first, others]) => [...first, ...others]);
    }
    case 'object': {
      const required = listAt(node, 'required').map(String);
      const properties = nodeAt(node, 'properties');
      const named = Object.fromEntries(
        [...new Set([...Object.keys(properties), ...required])].map((name) => [
          name,
          Object.hasOwn(properties, name) ? instances(document, properties[name], depth - 1) : json,
        ]),
      );
      const extra = [node['additionalProperties'], ...Object.values(nodeAt(node, 'patternProperties'))]
        .filter(isNode)
        .map((schema) => instances(document, schema, depth - 1));
      const names = fc.constantFrom('x-1', 'y', 'z');
      const others = fc.dictionary(names, extra.length === 0 ? json : fc.oneof(...extra), { maxKeys: 1 });
      const full = fc.record(named, { requiredKeys: required, noNullPrototype: true });
      return fc.tuple(others, full).map(([a, b]) => ({ ...a, ...b }));
    }
    default:
      return fc.constant(ANY);
  }
};
