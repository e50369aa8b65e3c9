import { dereference, isNode, listAt, nodeAt, type Node } from '../node.js';

/** A property as a schema declares it. */
export interface Property {
  readonly schema: unknown;
  readonly required: boolean;
}

/** The property with this name, declared in the schema itself or in a part of its `allOf`. */
export const propertyOf = (document: Node, schema: unknown, name: string): Property | undefined => {
  const nodes = partsOf(document, schema);
  const declaring = nodes.find((node) => Object.hasOwn(nodeAt(node, 'properties'), name));
  if (!declaring) return undefined;
  return {
    schema: nodeAt(declaring, 'properties')[name] ?? (declaring['properties'] as Node)[name],
    required: nodes.some((node) => listAt(node, 'required').includes(name)),
  };
};

/** The schema and the parts of its `allOf`, directly or indirectly, without references. */
const partsOf = (document: Node, schema: unknown, seen: readonly unknown[] = []): readonly Node[] => {
  const node = dereference(document, schema);
  if (!isNode(node) || seen.includes(node)) return [];
  const { $ref, ...own } = isNode(schema) ? schema : {};
  const beside = $ref !== undefined && Object.keys(own).length > 0 ? [own] : [];
  const parts = [...listAt(node, 'allOf'), ...listAt(beside[0], 'allOf')];
  return [...beside, node, ...parts.flatMap((part) => partsOf(document, part, [...seen, node]))];
};

/** The type of every value of the schema, as far as it is a single one. */
export const typeOf = (
  document: Node,
  schema: unknown,
  seen: readonly unknown[] = [],
): string | undefined => {
  const node = dereference(document, schema);
  if (!isNode(node) || seen.includes(node)) return undefined;
  const inner = (part: unknown): string | undefined => typeOf(document, part, [...seen, node]);
  const { type } = node;
  if (typeof type === 'string') return type;
  if (type !== undefined || 'enum' in node || 'const' in node) return undefined;
  if ('properties' in node) return 'object';
  const found = listAt(node, 'allOf')
    .map(inner)
    .find((one) => one !== undefined);
  if (found !== undefined) return found;
  const all = new Set([...listAt(node, 'anyOf'), ...listAt(node, 'oneOf')].map(inner));
  return all.size === 1 ? [...all][0] : undefined;
};
