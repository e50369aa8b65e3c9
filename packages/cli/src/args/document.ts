import type { JsonObject } from '@wxdi/sdk';
import type { Context } from '../context.js';
import { UsageError } from '../usage-error.js';
import { whyUnread } from './unread.js';

type World = Pick<Context, 'readFile' | 'stdin'>;

/** The JSON or YAML object that `@file`, or `-` for stdin, holds. */
export const documentOf = async (world: World, flag: string, source: string): Promise<JsonObject> => {
  const value = await valueOf(world, flag, source);
  if (!isObject(value)) throw new UsageError(`${flag} ${source} holds no object`);
  return value;
};

/** Whatever `@file`, or `-` for stdin, holds. */
export const valueOf = async (world: World, flag: string, source: string): Promise<unknown> => {
  if (source !== '-' && (!source.startsWith('@') || source === '@')) {
    // A text that stands here for a file is not repeated: it may hold a secret.
    throw new UsageError(`${flag} takes @file, or - for stdin`);
  }
  const path = source === '-' ? source : source.slice(1);
  return await parseDocument(flag, source, await fileText(world, path));
};

/** The text of a file, or of stdin, without the mark that some editors put before it. */
export const fileText = async ({ readFile, stdin }: World, path: string): Promise<string> => {
  if (path === '-') return (await stdin.read()).replace(/^\ufeff/, '');
  try {
    return (await readFile(path)).replace(/^\ufeff/, '');
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${whyUnread(cause)}`);
  }
};

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a text says as JSON or as YAML. What is wrong is told without the text, which may hold secrets. */
export const parseDocument = async (flag: string, source: string, text: string): Promise<unknown> => {
  let why: string;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    why = (cause as Error).message.replace(/, (?:\.\.\.)?".*$/s, '');
  }
  // What begins as JSON is meant as JSON: YAML's message about it would only confuse.
  if (!/^\s*[{[]/.test(text)) {
    const { parseDocument: parseYaml } = await import('../libraries/yaml.js');
    const document = parseYaml(text, { merge: false, logLevel: 'error' });
    const [error] = document.errors;
    try {
      const value: unknown = error === undefined ? document.toJS({ maxAliasCount: 100 }) : undefined;
      // An alias may lead to what it stands in: such a thing has no end, which this finds out.
      JSON.stringify(value);
      if (error === undefined) return value;
      why = `line ${error.linePos?.[0].line ?? 1}: ${error.code.toLowerCase().replaceAll('_', ' ')}`;
    } catch {
      why = 'an alias leads nowhere, or to too much';
    }
  }
  throw new UsageError(`${flag} ${source} is neither JSON nor YAML: ${why}`);
};
