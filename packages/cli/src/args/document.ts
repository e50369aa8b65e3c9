import type { JsonObject } from '@wxdi/sdk';
import type { Context } from '../context.js';
import { UsageError } from '../usage-error.js';

/** The JSON or YAML object that `@file`, or `-` for stdin, holds. */
export const documentOf = async (
  { readFile, stdin }: Pick<Context, 'readFile' | 'stdin'>,
  flag: string,
  source: string,
): Promise<JsonObject> => {
  const text = await textOf({ readFile, stdin }, flag, source);
  const value = await parseDocument(flag, source, text.replace(/^\ufeff/, ''));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${flag} ${source} holds no object`);
  }
  return value as JsonObject;
};

const textOf = async (
  { readFile, stdin }: Pick<Context, 'readFile' | 'stdin'>,
  flag: string,
  source: string,
): Promise<string> => {
  if (source === '-') return await stdin.read();
  if (!source.startsWith('@') || source === '@') {
    throw new UsageError(`${flag} takes @file, or - for stdin, not "${source}"`);
  }
  try {
    return await readFile(source.slice(1));
  } catch (cause) {
    throw new UsageError(
      `cannot read ${source.slice(1)}: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
};

const parseDocument = async (flag: string, source: string, text: string): Promise<unknown> => {
  let problem: unknown;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    problem = cause;
  }
  // What begins as JSON is meant as JSON: YAML's message about it would only confuse.
  if (!/^\s*[{[]/.test(text)) {
    const { parseDocument: parseYaml } = await import('yaml');
    const document = parseYaml(text, { merge: false });
    const [error] = document.errors;
    if (error === undefined) return document.toJS({ maxAliasCount: 100 }) as unknown;
    problem = error;
  }
  const why = problem instanceof Error ? (problem.message.split('\n')[0] ?? '') : String(problem);
  throw new UsageError(`${flag} ${source} is neither JSON nor YAML: ${why}`);
};
