import { isNode, listAt, nodeAt, rewrite, type Node } from './node.js';

/**
 * Rewrites constructs that hey-api misreads into equivalent ones. If hey-api would generate a type that is stricter than
 * the document, and so reject valid bodies, the result here is the looser one.
 */
export const normalise = (document: Node): Node =>
  rewrite(document, (value) =>
    isNode(value) ? steps.reduce((node, step) => step(node), value) : value,
  ) as Node;

/** Keeps a discriminator beside `oneOf`. On a base schema it would restrict every schema that extends it to one value. */
const discriminator = (node: Node): Node => {
  const { discriminator: found, ...rest } = node;
  if (!isNode(found) || typeof found['propertyName'] !== 'string') return node;
  if (!('oneOf' in node || 'anyOf' in node))
    return 'properties' in node || 'allOf' in node || 'type' in node ? rest : node;
  const mapping = Object.entries(nodeAt(found, 'mapping')).map(([tag, target]) => [tag, asReference(target)]);
  return mapping.length === 0
    ? node
    : { ...rest, discriminator: { ...found, mapping: Object.fromEntries(mapping) as Node } };
};

// A target may be a bare name.
const asReference = (target: unknown): unknown =>
  typeof target === 'string' && !target.includes('/') ? `#/components/schemas/${target}` : target;

const ANNOTATIONS: ReadonlySet<string> = new Set([
  'allOf',
  'description',
  'title',
  'summary',
  'deprecated',
  'default',
  'readOnly',
  'writeOnly',
  'example',
  'examples',
]);

/** In OpenAPI 3.0, `allOf` with a single reference is the way to add a description to a reference. */
const wrappedReference = (node: Node): Node => {
  const { allOf, ...annotations } = node;
  const [only, ...others] = Array.isArray(allOf) ? (allOf as unknown[]) : [];
  const isWrapped =
    isNode(only) &&
    '$ref' in only &&
    others.length === 0 &&
    Object.keys(node).every((key) => ANNOTATIONS.has(key) || key.startsWith('x-'));
  return isWrapped ? { ...only, ...annotations } : node;
};

/** hey-api drops null, objects and arrays from an `enum`, except null if it is one of the types. */
const enumeration = (node: Node): Node => {
  const { enum: values, type, ...rest } = node;
  if (!Array.isArray(values)) return node;
  const all = values as readonly unknown[];
  const odd = all.filter((value) => typeof value === 'object');
  if (
    odd.length === 0 ||
    (odd.every((value) => value === null) && listAt(node, 'type').length > 1 && all.length > odd.length)
  )
    return node;
  const plain = all.filter((value) => typeof value !== 'object');
  const parts = [
    ...(plain.length === 0
      ? []
      : [{ ...(type === undefined || Array.isArray(type) ? {} : { type }), enum: plain }]),
    ...odd.map((value) => (value === null ? { type: 'null' } : { const: value })),
  ];
  const [only] = parts;
  return parts.length === 1 && only ? { ...rest, ...only } : { ...rest, anyOf: parts };
};

/** A tuple of variable length becomes an array of any of its items. */
const openTuple = (node: Node): Node => {
  const { prefixItems, items, ...rest } = node;
  if (!Array.isArray(prefixItems)) return node;
  const { length } = prefixItems;
  const isFixed = (items === false || node['maxItems'] === length) && node['minItems'] === length;
  if (isFixed) return { ...rest, prefixItems, maxItems: length };
  const tail =
    items === false || node['maxItems'] === length
      ? []
      : [items === undefined || items === true ? {} : items];
  const parts = [...(prefixItems as unknown[]), ...tail];
  return {
    ...rest,
    ...(parts.length === 0 ? {} : { items: parts.length === 1 ? parts[0] : { anyOf: parts } }),
  };
};

const steps: readonly ((node: Node) => Node)[] = [discriminator, wrappedReference, enumeration, openTuple];
