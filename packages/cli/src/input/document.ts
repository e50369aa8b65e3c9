import { parseJson, type JsonObject } from '@wxdi/sdk';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { isObject } from './object.js';
import { repeatedKey } from './repeated-key.js';
import { parseYaml } from './yaml.js';
import { visible } from '../render/visible.js';

type World = Pick<Context, 'readFile' | 'stdin'>;

/** The JSON or YAML object in `@file`, or `-` for stdin. */
export const documentOf = async (world: World, flag: string, source: string): Promise<JsonObject> => {
  const value = await valueOf(world, flag, source);
  if (!isObject(value)) throw new UsageError(`${flag} ${source} must contain an object`);
  return value;
};

/** The JSON or YAML value in `@file`, or `-` for stdin. */
export const valueOf = async (world: World, flag: string, source: string): Promise<unknown> => {
  const path = source === '-' ? source : /^@(.+)$/s.exec(source)?.[1];
  // The value is not repeated: it may be a secret.
  if (path === undefined) throw new UsageError(`${flag} takes @file, or - for stdin`);
  return await parseDocument(flag, source, await fileText(world, path));
};

/** The text of a file, or of stdin for `-`. */
export const fileText = async ({ readFile, stdin }: World, path: string): Promise<string> => {
  try {
    return path === '-' ? await stdin.read() : await readFile(path);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`cannot read ${path === '-' ? 'stdin' : path}: ${whyUnreadable(cause)}`);
  }
};

const reasons = new Map([
  ['ENOENT', 'no such file'],
  ['ENOTDIR', 'no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
]);

/** Why a file cannot be read; the message of the system repeats the path. */
export const whyUnreadable = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  return reasons.get('code' in cause ? String(cause.code) : '') ?? cause.message;
};

/** Where a text stops being the beginning of a JSON text. Not every message of the engine says it. */
const invalidAt = (text: string): number => {
  const isBeginning = (length: number): boolean => {
    try {
      JSON.parse(text.slice(0, length));
      return true;
    } catch (cause) {
      const { message } = cause as Error;
      const at = / at position (\d+)/.exec(message)?.[1];
      return at === undefined ? /end of JSON input/.test(message) : Number(at) >= length;
    }
  };
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isBeginning(middle)) good = middle;
    else bad = middle;
  }
  return good;
};

/** What is wrong with a text as JSON, and where; `undefined` if it is valid. */
export const jsonFault = (text: string): { readonly at: number; readonly why: string } | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (cause) {
    const { message } = cause as Error;
    const why = message.replace(/, (?:\.\.\.)?".*$| (?:in|after) JSON at position .*$/s, '');
    return { at: beginsLikeJson(text) ? invalidAt(text) : 0, why };
  }
};

export const beginsLikeJson = (text: string): boolean => /^\s*[{[]/.test(text);

const placeIn = (text: string, at: number): string => {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
};

/** The value of a JSON or YAML text. Errors do not repeat the text, which may contain secrets. */
export const parseDocument = async (flag: string, source: string, text: string): Promise<unknown> => {
  const invalid = (why: string): UsageError =>
    new UsageError(`${flag} ${source} is neither valid JSON nor YAML: ${why}`);
  const fault = jsonFault(text);
  if (fault === undefined) {
    const again = repeatedKey(text);
    if (again === undefined) return parseJson(text);
    const where = `${flag} ${source}, ${placeIn(text, again.at)}`;
    throw new UsageError(`${where}: the key "${visible(again.key)}" appears twice`);
  }
  // A text that begins like JSON is meant as JSON: YAML's message about it would be confusing.
  if (beginsLikeJson(text)) throw invalid(`${placeIn(text, fault.at)}: ${fault.why}`);
  try {
    return await parseYaml(text);
  } catch (cause) {
    throw invalid((cause as Error).message);
  }
};
