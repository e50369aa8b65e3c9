import type { PatchOperation } from '@wxdi/sdk';
import type { Context } from '../../context.js';
import { UsageError } from '../../errors.js';
import { valueOf } from '../../input/document.js';
import { isObject } from '../../input/object.js';

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

/** The operations of an RFC 6902 patch in a file, with their shape checked. */
export const patchFile = async (
  context: Pick<Context, 'readFile' | 'stdin'>,
  source: string,
): Promise<readonly PatchOperation[]> => {
  const value = await valueOf(context, '--patch', source);
  if (!Array.isArray(value) || value.length === 0)
    throw new UsageError(`--patch ${source} must contain a list of operations`);
  return value.map((item: unknown, at) => operationOf(`--patch ${source}: operation ${at + 1}`, item));
};

const isPointer = (text: unknown): text is string => typeof text === 'string' && /^(?:\/|$)/.test(text);

const operationOf = (where: string, item: unknown): PatchOperation => {
  if (!isObject(item)) throw new UsageError(`${where} must be an object`);
  const { path, from, value } = item;
  const op = operations.find((name) => name === item['op']);
  if (op === undefined) throw new UsageError(`${where}: op must be one of ${operations.join(', ')}`);
  if (!isPointer(path)) throw new UsageError(`${where}: path must be a JSON pointer such as /metadata/name`);
  switch (op) {
    case 'move':
    case 'copy':
      if (!isPointer(from)) throw new UsageError(`${where}: ${op} needs from, a JSON pointer`);
      return { op, path, from };
    case 'add':
    case 'replace':
    case 'test':
      if (value === undefined) throw new UsageError(`${where}: ${op} needs a value`);
      return { op, path, value };
    case 'remove':
      return { op, path };
  }
};
