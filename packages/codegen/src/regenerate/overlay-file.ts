import { parse } from 'yaml';
import { isNode, listAt } from '../document/node.js';

/** One action of an OpenAPI Overlay 1.0. */
export interface Action {
  /** The first line of its description; unique. */
  readonly name: string;
  /** A JSONPath. */
  readonly target: string;
  readonly remove: boolean;
  readonly update: unknown;
  /** Our extension `x-was`: the value that the update replaces, in the form of the update. */
  readonly was: unknown;
}

/** Reads an overlay. Each action needs a description that states its reason. */
export const readOverlay = (text: string, source: string): readonly Action[] => {
  const file: unknown = parse(text, { merge: true });
  if (!isNode(file) || !/^1\.0\.\d+$/.test(String(file['overlay']))) {
    throw new Error(`${source} is not an OpenAPI Overlay 1.0 document`);
  }
  const actions = listAt(file, 'actions').map((entry, i) => action(entry, `${source}, action ${i + 1}`));
  const twice = actions.find(({ name }, i) => actions.findIndex((other) => other.name === name) !== i);
  if (twice) throw new Error(`${source}: two actions are named "${twice.name}"`);
  return actions;
};

const action = (entry: unknown, where: string): Action => {
  const reject = (why: string): never => {
    throw new Error(`${where}: ${why}`);
  };
  if (!isNode(entry)) return reject('must be a mapping');
  const { target, description, remove, update, 'x-was': was } = entry;
  if (typeof description !== 'string' || description.trim() === '')
    return reject('missing description: state the reason for the action');
  if (typeof target !== 'string' || !target.startsWith('$')) return reject('target is not a JSONPath');
  if ((remove === true) === (update !== undefined)) return reject('needs either "update" or "remove: true"');
  return {
    name: description.trim().split('\n')[0] ?? '',
    target,
    remove: remove === true,
    update,
    was,
  };
};
