import { isDeepStrictEqual } from 'node:util';
import { isNode, listAt, nodeAt, rewrite, type Node } from '../document/node.js';
import { refTo } from '../document/prune.js';

/**
 * Renames schemas and all references to them. Schemas that get the same name are merged: the result has the properties of
 * all. Problems are part of the result.
 */
export const renameSchemas = (
  document: Node,
  names: Readonly<Record<string, string>>,
): { readonly document: Node; readonly problems: readonly string[] } => {
  const schemas = nodeAt(nodeAt(document, 'components'), 'schemas');
  const problems = Object.entries(names)
    .filter(([old]) => !Object.hasOwn(schemas, old))
    .map(([old, name]) => `schema ${old}, renamed to ${name} in selection.yaml, is not in the document`);
  const refs = new Map(
    Object.entries(names).map(([old, name]) => [refTo('schemas', old), refTo('schemas', name)]),
  );
  // References are values of `$ref`, and plain strings in the mapping of a discriminator.
  const renamed = rewrite(document, (value) =>
    typeof value === 'string' ? (refs.get(value) ?? value) : value,
  ) as Node;
  const components = nodeAt(renamed, 'components');
  const merged: Node = {};
  for (const [old, schema] of Object.entries(nodeAt(components, 'schemas'))) {
    const name = names[old] ?? old;
    if (!Object.hasOwn(merged, name)) merged[name] = schema;
    else {
      const clash = clashOf(merged[name], schema);
      if (clash !== undefined)
        problems.push(`cannot merge schema ${old} into ${name}: they differ in ${clash}`);
      else merged[name] = merge(merged[name], schema);
    }
  }
  return { document: { ...renamed, components: { ...components, schemas: merged } }, problems };
};

/** The first conflict between two schemas, other than descriptions and additional properties. */
const clashOf = (a: unknown, b: unknown): string | undefined => {
  const others = ({ properties: _p, required: _r, type: _t, description: _d, ...rest }: Node): Node => rest;
  if (!isNode(a) || !isNode(b) || !isDeepStrictEqual(others(a), others(b)))
    return 'more than their properties';
  const [ours, theirs] = [nodeAt(a, 'properties'), nodeAt(b, 'properties')];
  return Object.keys(ours).find(
    (name) => Object.hasOwn(theirs, name) && !isDeepStrictEqual(bare(ours[name]), bare(theirs[name])),
  );
};

const bare = (value: unknown): unknown =>
  rewrite(value, (child) => {
    if (!isNode(child)) return child;
    const { description: _, ...rest } = child;
    return rest;
  });

const merge = (a: unknown, b: unknown): Node => {
  const properties = { ...nodeAt(b, 'properties'), ...nodeAt(a, 'properties') };
  const required = listAt(a, 'required').filter((name) => listAt(b, 'required').includes(name));
  const { required: _r, ...rest }: Node = { ...(b as Node), ...(a as Node), properties };
  return required.length === 0 ? rest : { ...rest, required };
};
