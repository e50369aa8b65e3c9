import { isNode, listAt, nodeAt, type Node } from './node.js';

/** Where an operation is sent to: the first server of the operation, of its path or of the document. */
export interface Server {
  /** `https://api.example.com`; empty if the server has the address of the document. */
  readonly origin: string;
  /** `/v1`; empty for the root. */
  readonly basePath: string;
}

/** The server of an operation, with the defaults of its variables. */
export const serverOf = (document: Node, item: Node, operation: Node, where: string): Server => {
  const [servers = []] = [operation, item, document]
    .map((node) => listAt(node, 'servers'))
    .filter((list) => list.length > 0);
  const [server] = servers;
  const url = isNode(server) && typeof server['url'] === 'string' ? server['url'] : '';
  const [, origin = '', path = ''] =
    /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(filled(url, server)) ?? [];
  const unknown = /\{([^}]*)\}/.exec(path);
  if (unknown)
    throw new Error(`${where}: the variable "${unknown[1]}" in the path of the server ${url} has no default`);
  const basePath = `/${path}`.replaceAll(/\/+(\.?\/+)*/g, '/').replace(/\/\.?$/, '');
  return { origin, basePath };
};

const filled = (url: string, server: unknown): string =>
  url.replaceAll(/\{([^}]*)\}/g, (placeholder, name: string) => {
    const value = nodeAt(nodeAt(server, 'variables'), name)['default'];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : placeholder;
  });
