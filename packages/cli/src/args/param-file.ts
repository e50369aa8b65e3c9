import type { Context } from '../context.js';
import type { Assignment } from './assignment.js';
import { UsageError } from '../usage-error.js';
import { fileText, isObject, parseDocument } from './document.js';

/** Parameters from a file: a JSON or YAML object, or lines `k=v` as dsjob has them. */
export const paramFile = async (
  world: Pick<Context, 'readFile' | 'stdin'>,
  path: string,
): Promise<readonly Assignment[]> => {
  const text = await fileText(world, path.startsWith('@') ? path.slice(1) : path);
  if (isLines(text)) return linesOf(path, text);
  const value = await parseDocument('--param-file', path, text);
  if (!isObject(value)) throw new UsageError(`--param-file ${path} holds neither an object nor lines k=v`);
  return Object.entries(value).map(([name, member]) => ({ name, value: member }));
};

const meaningful = (text: string): readonly string[] =>
  text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));

/** Lines `k=v`: no line of YAML that is an object begins with a name and an equals sign. */
const isLines = (text: string): boolean => {
  const lines = meaningful(text);
  return lines.length > 0 && lines.every((line) => /^\s*[^\s:={[]+\s*=/.test(line));
};

const linesOf = (path: string, text: string): readonly Assignment[] =>
  meaningful(text).map((line) => {
    const at = line.indexOf('=');
    const name = line.slice(0, at).trim();
    if (name === '') throw new UsageError(`--param-file ${path} holds a line without a name`);
    return { name, value: line.slice(at + 1) };
  });

/** Later ones win over earlier ones of the same name. */
export const onTop = (...lists: readonly (readonly Assignment[])[]): readonly Assignment[] => [
  ...new Map(lists.flat().map((item) => [item.name, item])).values(),
];
