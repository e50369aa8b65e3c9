import { isDeepStrictEqual } from 'node:util';
import { isNode, listAt, nodeAt, rewrite, type Node } from '../document/node.js';
import { refTo } from '../document/prune.js';

/**
 * Gives schemas other names, wherever they are referred to. Several schemas that get the same name become one with the
 * members of all. What doesn't work out is told.
 */
export const renameSchemas = (
  document: Node,
  names: Readonly<Record<string, string>>,
): { readonly document: Node; readonly problems: readonly string[] } => {
  const schemas = nodeAt(nodeAt(document, 'components'), 'schemas');
  const problems = Object.entries(names)
    .filter(([old]) => !Object.hasOwn(schemas, old))
    .map(([old, name]) => `the schema ${old}, to be called ${name}, is not in the document`);
  const refs = new Map(
    Object.entries(names).map(([old, name]) => [refTo('schemas', old), refTo('schemas', name)]),
  );
  // References stand under `$ref`, and as plain texts in the mapping of a discriminator.
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
        problems.push(`the schema ${old} can't be merged into ${name}: they differ in ${clash}`);
      else merged[name] = merge(merged[name], schema);
    }
  }
  return { document: { ...renamed, components: { ...components, schemas: merged } }, problems };
};

/** What two schemas disagree about, other than the wording and which members they have. */
const clashOf = (a: unknown, b: unknown): string | undefined => {
  const others = ({ properties: _p, required: _r, type: _t, description: _d, ...rest }: Node): Node => rest;
  if (!isNode(a) || !isNode(b) || !isDeepStrictEqual(others(a), others(b))) return 'more than their members';
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
