import { openapiOverlay, resolveJsonPath } from 'openapi-format';
import { isDeepStrictEqual } from 'node:util';
import { isNode, nodeAt, type Node } from '../document/node.js';
import type { Action } from './overlay-file.js';

/** An action that no longer applies to the document, and the reason. */
export interface Misfit {
  readonly name: string;
  readonly target: string;
  readonly reason: string;
}

/**
 * Applies the actions in order. An action that matches nothing, changes nothing or replaces a value other than the one
 * it names is skipped and reported: a correction must not hide a change of the document.
 */
export const applyOverlay = async (
  document: Node,
  actions: readonly Action[],
): Promise<{ readonly document: Node; readonly misfits: readonly Misfit[] }> => {
  // The library changes its input.
  let current = structuredClone(document);
  const misfits: Misfit[] = [];
  for (const action of actions) {
    const { name, target } = action;
    const found = valuesAt(current, target);
    const reason = surprise(found, action);
    if (reason !== undefined) {
      misfits.push({ name, target, reason });
      continue;
    }
    const before = structuredClone(found);
    current = await apply(current, action);
    if (!action.remove && isDeepStrictEqual(valuesAt(current, target), before))
      misfits.push({ name, target, reason: 'the update changes nothing' });
  }
  return { document: current, misfits };
};

const valuesAt = (document: Node, target: string): readonly unknown[] =>
  resolveJsonPath(document, target).map(({ value }: { readonly value: unknown }) => value);

const apply = async (document: Node, { target, remove, update }: Action): Promise<Node> => {
  const overlaySet = {
    overlay: '1.0.0',
    info: {},
    // The library may keep the update as part of the document, which later actions change.
    actions: [remove ? { target, remove } : { target, update: structuredClone(update) }],
  };
  const result: unknown = await openapiOverlay(document, { overlaySet });
  return nodeAt(result, 'data');
};

const surprise = (values: readonly unknown[], { remove, update, was }: Action): string | undefined => {
  if (values.length === 0) return 'the target matches nothing';
  for (const value of values) {
    const found = remove ? removed(value, was) : replaced(value, update, was, '');
    if (found !== undefined) return found;
  }
  return undefined;
};

const removed = (value: unknown, was: unknown): string | undefined =>
  was === undefined || isDeepStrictEqual(value, was)
    ? undefined
    : `found ${JSON.stringify(value)}, expected ${JSON.stringify(was)}`;

/** Descriptions may be replaced freely; any other value must equal `x-was`. */
const DESCRIPTIONS: ReadonlySet<string> = new Set(['description', 'summary', 'title']);

const replaced = (value: unknown, update: unknown, was: unknown, at: string): string | undefined => {
  if (value === undefined || isDeepStrictEqual(value, update)) return undefined;
  if (isNode(value) && isNode(update)) {
    for (const [key, inner] of Object.entries(update)) {
      if (DESCRIPTIONS.has(key) && typeof inner === 'string') continue;
      const here = Object.hasOwn(value, key) ? value[key] : undefined;
      const found = replaced(here, inner, isNode(was) ? was[key] : undefined, `${at}/${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  // An update appends to a list; nothing is replaced.
  if (Array.isArray(value) && Array.isArray(update)) return undefined;
  if (isDeepStrictEqual(value, was)) return undefined;
  const expected = was === undefined ? 'which x-was does not name' : `expected ${JSON.stringify(was)}`;
  return `found ${JSON.stringify(value)}${at === '' ? '' : ` at ${at}`}, ${expected}`;
};
