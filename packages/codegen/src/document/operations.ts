import { dereference, isNode, listAt, nodeAt, type Node } from './node.js';

/** One operation of a document, with the parameters that its path declares for all of them. */
export interface Operation {
  /** From the root of the service: with the path of the server or the `basePath` in front. */
  readonly path: string;
  readonly method: string;
  readonly node: Node;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document in its order. Parameters are written out in place, and `Authorization` is none of them. */
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

// Credentials belong to the transport. A generated operation that asked for them would ask every caller.
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

/** A path in which the names of the placeholders no longer matter. */
export const anonymous = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}');
