import type { Context } from '../context.js';
import { whyUnread } from '../args/unread.js';
import { UsageError } from '../usage-error.js';

/** A configuration file as an object. What is wrong is told by line and not by text: the text may be a secret. */
export const configObject = async (path: string, text: string): Promise<Record<string, unknown>> => {
  const { parseDocument, LineCounter } = await import('../libraries/yaml.js');
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\ufeff/, ''), {
    lineCounter: lines,
    merge: false,
    logLevel: 'error',
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    throw new UsageError(
      `${path} is no YAML: line ${line}: ${error.code.toLowerCase().replaceAll('_', ' ')}`,
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
    // An alias may lead to what it stands in: such a thing has no end, which this finds out.
    JSON.stringify(value);
  } catch {
    throw new UsageError(`${path} is no YAML: an alias leads nowhere, or to too much`);
  }
  if (value === null || value === undefined) return {};
  return objectOf(path, value);
};

/** A value that must be an object with plain keys. */
export const objectOf = (where: string, value: unknown): Record<string, unknown> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new UsageError(`${where} must hold names and values`);
};

/** A value that must be a text, or a number or a switch, which are texts as well. */
export const textOf = (where: string, value: unknown): string => {
  if (typeof value === 'string' && value.trim() !== '') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UsageError(`${where} must be a text that is not empty`);
};

/** The text of a configuration file, if there is one. */
export const configText = async (
  context: Pick<Context, 'readIfThere'>,
  path: string,
): Promise<string | undefined> => {
  try {
    return await context.readIfThere(path);
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${whyUnread(cause)}`);
  }
};
