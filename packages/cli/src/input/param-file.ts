import type { Context } from '../context.js';
import type { Assignment } from './assignment.js';
import { UsageError } from '../errors.js';
import { fileText, parseDocument } from './document.js';
import { isObject } from './object.js';

/** Parameters from a file: a JSON or YAML object, or lines `k=v` as in dsjob. */
export const paramFile = async (
  world: Pick<Context, 'readFile' | 'stdin'>,
  path: string,
): Promise<readonly Assignment[]> => {
  const text = await fileText(world, path.startsWith('@') ? path.slice(1) : path);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  if (lines.length > 0 && lines.every((line) => assignment.test(line))) return lines.map(assignmentOf);
  const value = await parseDocument('--param-file', path, text);
  if (!isObject(value)) throw new UsageError(`--param-file ${path} must contain an object or lines k=v`);
  return Object.entries(value).map(([name, member]) => ({ name, value: member }));
};

/** No line of a YAML object begins with a name and an equals sign. */
const assignment = /^\s*[^\s:={[]+\s*=/;

const assignmentOf = (line: string): Assignment => {
  const at = line.indexOf('=');
  return { name: line.slice(0, at).trim(), value: line.slice(at + 1) };
};

/** Later assignments replace earlier ones of the same name. */
export const merged = (...lists: readonly (readonly Assignment[])[]): readonly Assignment[] => [
  ...new Map(lists.flat().map((item) => [item.name, item])).values(),
];
