import { withoutExamples } from '../document/examples.js';
import { isNode, listAt, nodeAt, type Node } from '../document/node.js';
import { anonymous, operationsOf, type Operation } from '../document/operations.js';
import { prune } from '../document/prune.js';
import type { Selected, Selection } from './selection.js';

export interface Kept {
  readonly document: Node;
  /** Selected, but not in the document. */
  readonly missing: readonly Selected[];
  /** Below the watched path, but not selected. */
  readonly unselected: readonly Pick<Operation, 'method' | 'path'>[];
}

/** A document reduced to the selected operations, with our ids and the components they need. */
export const select = (document: Node, { operations, watch }: Selection): Kept => {
  const all = operationsOf(document);
  const found = new Map<string, Operation>();
  // A path that ends in a slash is found without it, unless the document has both.
  for (const operation of all)
    found.set(keyOf({ ...operation, path: operation.path.replace(/\/$/, '') }), operation);
  for (const operation of all) found.set(keyOf(operation), operation);
  const { openapi, info } = document;
  const paths: Record<string, Node> = {};
  const selected = new Set<Operation>();
  for (const wanted of operations) {
    const operation = found.get(keyOf(wanted));
    if (!operation) continue;
    selected.add(operation);
    (paths[wanted.path] ??= {})[wanted.method] = named(operation, wanted);
  }
  return {
    // A vendor's examples may be invalid after the corrections.
    document: prune(withoutExamples({ openapi, info, paths, components: components(document) }) as Node),
    missing: operations.filter((wanted) => !found.has(keyOf(wanted))),
    unselected: all
      .filter((operation) => !selected.has(operation) && isBelow(operation.path, watch))
      .map(({ method, path }) => ({ method, path })),
  };
};

const keyOf = ({ method, path }: Pick<Operation, 'method' | 'path'>): string =>
  `${method} ${anonymous(path)}`;

const isBelow = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`);

/** The operation with our id and our names of placeholders. */
const named = ({ node, path }: Operation, { id, path: ours }: Selected): Node => {
  const names = new Map(placeholders(path).map((theirs, i) => [theirs, placeholders(ours)[i] ?? theirs]));
  const parameters = listAt(node, 'parameters').map((parameter) =>
    isNode(parameter) && parameter['in'] === 'path'
      ? { ...parameter, name: names.get(String(parameter['name'])) ?? parameter['name'] }
      : parameter,
  );
  const { tags: _t, security: _s, servers: _v, ...rest } = node;
  return { ...rest, operationId: id, parameters };
};

// Servers, tags and security apply to the larger document; the corrections set ours.
const components = (document: Node): Node => {
  const { securitySchemes: _, ...rest } = nodeAt(document, 'components');
  return rest;
};

const placeholders = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
