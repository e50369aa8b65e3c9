import { isAnnotation } from '../keywords.js';
import { listAt, type Node } from '../node.js';
import { typeOf } from './property.js';

/** In OpenAPI 3.0, `allOf` with a single reference is the way to add a description to a reference. */
export const wrappedReference = (node: Node): Node => {
  const { allOf, ...annotations } = node;
  const [only, ...others] = Array.isArray(allOf) ? (allOf as Node[]) : [];
  const isWrapped =
    only !== undefined &&
    '$ref' in only &&
    others.length === 0 &&
    Object.keys(annotations).every(isAnnotation);
  return isWrapped ? { ...only, ...annotations } : node;
};

const COMBINING = ['$ref', 'allOf', 'anyOf', 'oneOf'];

/** The keywords that codecs check. */
const CHECKED = [
  'additionalProperties',
  'const',
  'enum',
  'items',
  'prefixItems',
  'properties',
  'required',
  'type',
];

/**
 * hey-api reads one of `$ref`, `enum`, `allOf`, `anyOf` and `oneOf`, in this order, and drops most of what stands beside
 * it. A schema with several becomes an `allOf` of them. Where null is one of the types, it stays valid.
 */
export const combined =
  (document: Node) =>
  (node: Node): Node => {
    const found = COMBINING.filter((word) => word in node);
    const annotations = pick(node, isAnnotation);
    const own = pick(node, (word) => !isAnnotation(word) && !found.includes(word));
    const parts = found.flatMap((word) =>
      word === 'allOf' ? listAt(node, 'allOf') : [{ [word]: node[word] }],
    );
    const { type, base } = withoutNull(own);
    const isNullable = type.includes('null');
    const isBare = !CHECKED.some((word) => word in base) || isRepeated(document, base, parts);
    if (found.length === 0 || (found.length === 1 && isBare && !isNullable)) {
      // A repeated type stands in the way of hey-api.
      return found.length === 0 || !('type' in node) ? node : pick(node, (word) => word !== 'type');
    }
    const all = [...(isBare ? [] : [base]), ...parts];
    const [only] = all;
    const whole = all.length === 1 ? (only as Node) : { allOf: all };
    return isNullable ? { ...annotations, anyOf: [whole, { type: 'null' }] } : { ...annotations, ...whole };
  };

const pick = (node: Node, wanted: (word: string) => boolean): Node =>
  Object.fromEntries(Object.entries(node).filter(([word]) => wanted(word)));

const withoutNull = (node: Node): { readonly type: readonly unknown[]; readonly base: Node } => {
  const type = listAt(node, 'type');
  if (!type.includes('null')) return { type: [], base: node };
  const { type: _, ...rest } = node;
  const others = type.filter((one) => one !== 'null');
  const base = others.length === 0 ? rest : { ...rest, type: others.length === 1 ? others[0] : others };
  return { type, base };
};

/** True if the schema has only a type, which one of the parts has as well. */
const isRepeated = (document: Node, base: Node, parts: readonly unknown[]): boolean =>
  CHECKED.every((word) => word === 'type' || !(word in base)) &&
  parts.some((part) => typeOf(document, part) === base['type']);
