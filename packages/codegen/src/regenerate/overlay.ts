import { openapiOverlay, resolveJsonPath } from 'openapi-format';
import { isDeepStrictEqual } from 'node:util';
import { isNode, nodeAt, type Node } from '../document/node.js';
import type { Action } from './overlay-file.js';

/** An action that no longer fits the document, and why. */
export interface Misfit {
  readonly name: string;
  readonly target: string;
  readonly reason: string;
}

/**
 * Applies the actions in order. One that matches nothing or changes nothing is left out and told, and so is one that
 * replaces something else than it says: a correction must not hide what the document has become.
 */
export const applyOverlay = async (
  document: Node,
  actions: readonly Action[],
): Promise<{ readonly document: Node; readonly misfits: readonly Misfit[] }> => {
  let current = document;
  const misfits: Misfit[] = [];
  for (const action of actions) {
    const reason = surprise(current, action);
    const next = reason === undefined ? await apply(current, action) : current;
    if (reason !== undefined) misfits.push({ ...told(action), reason });
    else if (isDeepStrictEqual(next, current))
      misfits.push({ ...told(action), reason: 'it changes nothing' });
    current = next;
  }
  return { document: current, misfits };
};

const told = ({ name, target }: Action) => ({ name, target });

const apply = async (document: Node, { target, remove, update }: Action): Promise<Node> => {
  // The library changes what it is given.
  const copy = structuredClone(document);
  const overlaySet = {
    overlay: '1.0.0',
    info: {},
    actions: [remove ? { target, remove } : { target, update }],
  };
  const result: unknown = await openapiOverlay(copy, { overlaySet });
  return nodeAt(result, 'data');
};

const surprise = (document: Node, { target, remove, update, was }: Action): string | undefined => {
  const nodes = resolveJsonPath(document, target);
  if (nodes.length === 0) return 'it matches nothing';
  for (const { value } of nodes) {
    const found = remove ? removed(value, was) : replaced(value, update, was, '');
    if (found !== undefined) return found;
  }
  return undefined;
};

const removed = (value: unknown, was: unknown): string | undefined =>
  was === undefined || isDeepStrictEqual(value, was)
    ? undefined
    : `it would remove ${JSON.stringify(value)}, not ${JSON.stringify(was)}`;

/** Words may be replaced freely; everything else has to be what `x-was` says. */
const WORDS: ReadonlySet<string> = new Set(['description', 'summary', 'title']);

const replaced = (value: unknown, update: unknown, was: unknown, at: string): string | undefined => {
  if (value === undefined || isDeepStrictEqual(value, update)) return undefined;
  if (isNode(value) && isNode(update)) {
    for (const [key, inner] of Object.entries(update)) {
      if (WORDS.has(key) && typeof inner === 'string') continue;
      const here = Object.hasOwn(value, key) ? value[key] : undefined;
      const found = replaced(here, inner, isNode(was) ? was[key] : undefined, `${at}/${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  // Lists grow; nothing in them is replaced.
  if (Array.isArray(value) && Array.isArray(update)) return undefined;
  if (isDeepStrictEqual(value, was)) return undefined;
  const expected = was === undefined ? 'and x-was does not say so' : `not ${JSON.stringify(was)}`;
  return `it would replace ${JSON.stringify(value)}${at === '' ? '' : ` at ${at}`}, ${expected}`;
};
