import type { Node } from '../document/node.js';
import { operationsOf } from '../document/operations.js';

/** A complete document, ready for generation: with resolved parameters and without `Authorization`. */
export const completeDocument = (document: Node): Node => {
  const paths: Record<string, Node> = {};
  for (const { path, method, node } of operationsOf(document)) (paths[path] ??= {})[method] = node;
  return { ...document, paths };
};
