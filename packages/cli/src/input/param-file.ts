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
  if (isLines(text)) return linesOf(path, text);
  const value = await parseDocument('--param-file', path, text);
  if (!isObject(value)) throw new UsageError(`--param-file ${path} must contain an object or lines k=v`);
  return Object.entries(value).map(([name, member]) => ({ name, value: member }));
};

const contentLines = (text: string): readonly string[] =>
  text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));

/** Lines `k=v`: no line of a YAML object begins with a name and an equals sign. */
const isLines = (text: string): boolean => {
  const lines = contentLines(text);
  return lines.length > 0 && lines.every((line) => /^\s*[^\s:={[]+\s*=/.test(line));
};

const linesOf = (path: string, text: string): readonly Assignment[] =>
  contentLines(text).map((line) => {
    const at = line.indexOf('=');
    const name = line.slice(0, at).trim();
    if (name === '') throw new UsageError(`--param-file ${path} contains a line without a name`);
    return { name, value: line.slice(at + 1) };
  });

/** Later assignments replace earlier ones of the same name. */
export const merged = (...lists: readonly (readonly Assignment[])[]): readonly Assignment[] => [
  ...new Map(lists.flat().map((item) => [item.name, item])).values(),
];
