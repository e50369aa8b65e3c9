import { parse } from 'yaml';
import { isNode, listAt, nodeAt } from '../document/node.js';

/** `openapi/selection.yaml`: what to keep of a larger document, and how to name it. */
export interface Selection {
  readonly operations: readonly Selected[];
  /** Operations below this path that are not selected are reported as drift. */
  readonly watch: string;
  /** Our names of schemas, by the vendor's names. */
  readonly schemas: Readonly<Record<string, string>>;
  /** Kinds of components that are kept from the replaced document, because vendors do not have them. */
  readonly keep: readonly string[];
}

export interface Selected {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

const KEYS = ['operations', 'watch', 'schemas', 'keep'];

/** Reads the selection. Rejects unknown keys and an empty selection. */
export const readSelection = (text: string, source: string): Selection => {
  const file: unknown = parse(text);
  const reject = (why: string): never => {
    throw new Error(`${source}: ${why}`);
  };
  if (!isNode(file)) return reject('must be a mapping');
  const stray = Object.keys(file).filter((key) => !KEYS.includes(key));
  if (stray.length > 0) reject(`unknown key ${stray.join(', ')}`);
  const operations = listAt(file, 'operations').map((entry, i) => {
    const { id, method, path } = isNode(entry) ? entry : {};
    if (typeof id !== 'string' || typeof method !== 'string' || typeof path !== 'string')
      return reject(`operation ${i + 1} needs id, method and path`);
    return { id, method: method.toLowerCase(), path };
  });
  if (operations.length === 0) reject('no operations selected');
  return {
    operations,
    watch: typeof file['watch'] === 'string' ? file['watch'] : '/',
    schemas: Object.fromEntries(
      Object.entries(nodeAt(file, 'schemas')).map(([old, name]) => [old, String(name)]),
    ),
    keep: listAt(file, 'keep').map(String),
  };
};
