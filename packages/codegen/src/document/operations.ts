import { dereference, isNode, listAt, nodeAt, type Node } from './node.js';
import { inlined } from './references.js';
import { serverOf } from './servers.js';

/** One operation of a document, including the parameters declared on its path. */
export interface Operation {
  /** From the root of the service: prefixed by the path of the server or the `basePath`. */
  readonly path: string;
  /** The path as the document has it. */
  readonly template: string;
  readonly method: string;
  readonly node: Node;
  /** The scheme and host of the server that the operation is sent to; empty if the document names none. */
  readonly origin: string;
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document, in its order. Parameters are resolved; an `Authorization` header is left out. */
export const operationsOf = (document: Node): readonly Operation[] =>
  Object.entries(nodeAt(document, 'paths')).flatMap(([path, value]) => {
    if (path.startsWith('x-') || !isNode(value)) return [];
    const item = inlined(document, value);
    const shared = listAt(item, 'parameters');
    return Object.entries(item).flatMap(([method, node]) => {
      if (!METHODS.includes(method) || !isNode(node)) return [];
      const { origin, basePath } = serverOf(document, item, node, `${method.toUpperCase()} ${path}`);
      return [
        {
          path: `${basePath}${path}`,
          template: path,
          method,
          node: withParameters(document, node, shared),
          origin,
        },
      ];
    });
  });

const withParameters = (document: Node, operation: Node, shared: readonly unknown[]): Node => {
  const found = new Map<string, Node>();
  for (const entry of [...shared, ...listAt(operation, 'parameters')]) {
    const parameter = dereference(document, entry);
    if (isNode(parameter) && !isAuthorization(parameter)) {
      found.set(`${String(parameter['in'])} ${String(parameter['name'])}`, structuredClone(parameter));
    }
  }
  return { ...operation, parameters: [...found.values()] };
};

// The transport adds credentials. A parameter for them would require every caller to pass them.
const isAuthorization = ({ name, in: place }: Node): boolean =>
  place === 'header' && String(name).toLowerCase() === 'authorization';

/** A path without the names of its placeholders. */
export const anonymous = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}');
