import { dereference, isNode, listAt, nodeAt, type Node } from './node.js';

/** One operation of a document, including the parameters declared on its path. */
export interface Operation {
  /** From the root of the service: prefixed by the path of the server or the `basePath`. */
  readonly path: string;
  readonly method: string;
  readonly node: Node;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document, in its order. Parameters are resolved; an `Authorization` header is left out. */
export const operationsOf = (document: Node): readonly Operation[] => {
  const prefix = basePath(document);
  return Object.entries(nodeAt(document, 'paths')).flatMap(([path, item]) => {
    const shared = listAt(item, 'parameters');
    return Object.entries(isNode(item) ? item : {}).flatMap(([method, node]) =>
      METHODS.includes(method) && isNode(node)
        ? [{ path: join(prefix, path), method, node: withParameters(document, node, shared) }]
        : [],
    );
  });
};

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

const basePath = (document: Node): string => {
  const [server] = listAt(document, 'servers');
  const url = isNode(server) ? server['url'] : undefined;
  if (typeof url !== 'string' || url.includes('{')) return '';
  return new URL(url, 'http://host').pathname;
};

const join = (prefix: string, path: string): string => {
  const joined = `${prefix}/${path}`.replaceAll(/\/+/g, '/');
  return joined.length > 1 ? joined.replace(/\/$/, '') : joined;
};

/** A path without the names of its placeholders. */
export const anonymous = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}');
