import { parse } from 'yaml';
import { isNode, listAt, nodeAt } from '../document/node.js';

/** `openapi/selection.yaml`: what to keep of a larger document, and what to call it. */
export interface Selection {
  readonly operations: readonly Selected[];
  /** Operations below this path that are not selected are reported as drift. */
  readonly watch: string;
  /** Names of schemas in the vendor's document, and ours. */
  readonly schemas: Readonly<Record<string, string>>;
  /** Kinds of components that come from the document that is replaced, because no vendor has them. */
  readonly keep: readonly string[];
}

export interface Selected {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

const KEYS = ['operations', 'watch', 'schemas', 'keep'];

/** Reads the selection, and refuses what a slip of the pen would turn into nothing. */
export const readSelection = (text: string, source: string): Selection => {
  const file: unknown = parse(text);
  const refuse = (why: string): never => {
    throw new Error(`${source}: ${why}`);
  };
  if (!isNode(file)) return refuse('not a mapping');
  const stray = Object.keys(file).filter((key) => !KEYS.includes(key));
  if (stray.length > 0) refuse(`unknown key ${stray.join(', ')}`);
  const operations = listAt(file, 'operations').map((entry, i) => {
    const { id, method, path } = isNode(entry) ? entry : {};
    if (typeof id !== 'string' || typeof method !== 'string' || typeof path !== 'string')
      return refuse(`operation ${i + 1} needs id, method and path`);
    return { id, method: method.toLowerCase(), path };
  });
  if (operations.length === 0) refuse('selects no operation');
  return {
    operations,
    watch: typeof file['watch'] === 'string' ? file['watch'] : '/',
    schemas: Object.fromEntries(
      Object.entries(nodeAt(file, 'schemas')).map(([old, name]) => [old, String(name)]),
    ),
    keep: listAt(file, 'keep').map(String),
  };
};
