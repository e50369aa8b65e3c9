import type { Parameter } from '@wxdi/sdk';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { fileText, parseDocument } from './document.js';
import { isObject } from './object.js';

/** No line of a YAML object begins with a name and an equals sign. */
const assignment = /^\s*([^\s:={[]+)\s*=(.*)$/s;

/** Parameters from a file: a JSON or YAML object, or lines `k=v` as in dsjob. */
export const paramFile = async (
  world: Pick<Context, 'readFile' | 'stdin'>,
  path: string,
): Promise<readonly Parameter[]> => {
  const text = await fileText(world, path.replace(/^@/, ''));
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const found = lines.map((line) => assignment.exec(line) ?? []);
  if (found.length > 0 && found.every(([, name]) => name !== undefined))
    return found.map(([, name = '', value = '']) => ({ name, value }));
  const value = await parseDocument('--param-file', path, text);
  if (!isObject(value)) throw new UsageError(`--param-file ${path} must contain an object or lines k=v`);
  return Object.entries(value).map(([name, member]) => ({ name, value: member }));
};

/** Later parameters replace earlier ones of the same name. */
export const merged = (...lists: readonly (readonly Parameter[])[]): readonly Parameter[] => [
  ...new Map(lists.flat().map((item) => [item.name, item])).values(),
];
