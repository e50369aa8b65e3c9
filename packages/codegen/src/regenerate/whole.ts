import type { Node } from '../document/node.js';
import { operationsOf } from '../document/operations.js';

/** A whole document, ready to be generated from: its parameters in place, and no `Authorization` among them. */
export const wholeOf = (document: Node): Node => {
  const paths: Record<string, Node> = {};
  for (const { path, method, node } of operationsOf(document)) (paths[path] ??= {})[method] = node;
  return { ...document, paths };
};
