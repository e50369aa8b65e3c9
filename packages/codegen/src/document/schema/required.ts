import { isNode, listAt, nodeAt, type Node } from '../node.js';
import { propertyOf } from './property.js';

type LookUp = (name: string) => unknown;

/**
 * hey-api ignores a required name that the schema itself does not declare. So the name is declared where it is required:
 * as in the part of `allOf` or in the surrounding schema that declares it, and otherwise as a property of any type.
 */
export const requirements =
  (document: Node) =>
  (node: Node): Node =>
    declare(document, node, () => ({}));

const declare = (document: Node, node: Node, around: LookUp): Node => {
  const here: LookUp = (name) => propertyOf(document, node, name)?.schema ?? around(name);
  const properties = nodeAt(node, 'properties');
  const missing = listAt(node, 'required')
    .map(String)
    .filter((name) => !Object.hasOwn(properties, name));
  const inside = (part: unknown): unknown =>
    isNode(part) && !('$ref' in part) ? declare(document, part, here) : part;
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((word) =>
    Array.isArray(node[word]) ? [[word, listAt(node, word).map(inside)] as const] : [],
  );
  const declared = Object.fromEntries([
    ...Object.entries(properties),
    ...missing.map((name) => [name, here(name)] as const),
  ]);
  return {
    ...node,
    ...Object.fromEntries(parts),
    ...(missing.length === 0 ? {} : { properties: declared }),
  };
};
