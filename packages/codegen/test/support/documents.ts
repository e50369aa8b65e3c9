import fc from 'fast-check';
import type * as t from 'io-ts';

/** Arbitrary JSON values, including the property names that break naive code. */
export const json: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, '', '1', 0, -0, 0.5, 1e300, true, [], {}, [[]], ['a', null]),
  fc.constant(JSON.parse('{"__proto__": {"message": "x"}, "constructor": 1}')),
);

const record = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });

interface Node {
  readonly _tag?: string;
  readonly name: string;
  readonly type: Node;
  readonly types: readonly Node[];
  readonly props: Readonly<Record<string, Node>>;
  readonly codomain: Node;
  readonly value: unknown;
}

/** Documents that a codec accepts, derived from its stock io-ts definition. */
export const accepted = (codec: t.Mixed): fc.Arbitrary<unknown> => of(codec as unknown as Node, 4);

const of = (node: Node, depth: number): fc.Arbitrary<unknown> => {
  switch (node._tag) {
    case 'RecursiveType':
      return of(node.type, depth - 1);
    case 'StringType':
      return fc.string({ maxLength: 5 });
    case 'NumberType':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'BooleanType':
      return fc.boolean();
    case 'NullType':
      return fc.constant(null);
    case 'LiteralType':
      return fc.constant(node.value);
    case 'InterfaceType':
      return fc.record(members(node, depth), { noNullPrototype: true });
    case 'PartialType':
      return depth <= 0
        ? fc.constant({})
        : fc.record(members(node, depth), { requiredKeys: [], noNullPrototype: true });
    case 'AnyDictionaryType':
      return record;
    case 'DictionaryType':
      return depth <= 0
        ? fc.constant({})
        : fc.dictionary(fc.string({ maxLength: 5 }), of(node.codomain, depth), { maxKeys: 2 });
    case 'ArrayType':
      return depth <= 0 ? fc.constant([]) : fc.array(of(node.type, depth), { maxLength: 3 });
    case 'TupleType':
      return fc.tuple(...node.types.map((type) => of(type, depth)));
    case 'UnionType':
      return depth <= 0
        ? of(node.types[0] as Node, depth)
        : fc.oneof(...node.types.map((type) => of(type, depth)));
    case 'IntersectionType':
      return fc.tuple(...node.types.map((type) => of(type, depth))).map(merge);
    case undefined:
    default:
      return node.name === 'integer'
        ? fc.integer()
        : node.name.startsWith('{')
          ? fc.constant({ constructor: 'x' })
          : json;
  }
};

const members = (node: Node, depth: number): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(Object.entries(node.props).map(([name, member]) => [name, of(member, depth)]));

const merge = (parts: readonly unknown[]): unknown =>
  parts.every((part) => typeof part === 'object' && part !== null && !Array.isArray(part))
    ? Object.assign({}, ...(parts as object[]))
    : parts.at(-1);

/** Documents that a codec nearly accepts: one place is replaced, removed or added. */
export const mutated = (codec: t.Mixed): fc.Arbitrary<unknown> =>
  fc
    .tuple(accepted(codec), fc.nat(), fc.nat(), fc.string({ maxLength: 3 }), json)
    .map(([document, place, how, name, value]) => {
      const copy: unknown = structuredClone(document);
      const places = placesOf(copy);
      const at = places[place % (places.length + 1)];
      if (at === undefined) return value;
      const [parent, key] = at;
      if (how % 4 === 0) delete parent[key];
      else if (how % 4 === 1 && !Array.isArray(parent)) parent[name] = value;
      else parent[key] = value;
      return Array.isArray(parent) && how % 4 === 0 ? value : copy;
    });

type Place = readonly [parent: Record<string, unknown>, key: string];

const placesOf = (value: unknown): readonly Place[] => {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [[parent, key] as const, ...placesOf(parent[key])]);
};
