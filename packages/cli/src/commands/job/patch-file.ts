import type { PatchOperation } from '@wxdi/sdk';
import type { Context } from '../../context.js';
import { isObject, valueOf } from '../../args/document.js';
import { UsageError } from '../../usage-error.js';

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

/** The operations of RFC 6902 that a file holds, checked for their shape. */
export const patchFile = async (
  context: Pick<Context, 'readFile' | 'stdin'>,
  source: string,
): Promise<readonly PatchOperation[]> => {
  const value = await valueOf(context, '--patch', source);
  if (!Array.isArray(value) || value.length === 0) {
    throw new UsageError(`--patch ${source} holds no list of operations`);
  }
  return value.map((item: unknown, at) => operationOf(`--patch ${source}: operation ${at + 1}`, item));
};

const operationOf = (where: string, item: unknown): PatchOperation => {
  if (!isObject(item)) throw new UsageError(`${where} is no object`);
  const { op, path, from } = item;
  const known = operations.find((name) => name === op);
  if (known === undefined) throw new UsageError(`${where}: op takes one of ${operations.join(', ')}`);
  const isPointer = (text: unknown): text is string => typeof text === 'string' && /^(?:\/|$)/.test(text);
  if (!isPointer(path)) throw new UsageError(`${where}: path takes a JSON pointer such as /metadata/name`);
  const needsFrom = known === 'move' || known === 'copy';
  if (needsFrom && !isPointer(from)) throw new UsageError(`${where}: ${known} needs from, a JSON pointer`);
  const needsValue = known === 'add' || known === 'replace' || known === 'test';
  if (needsValue && !Object.hasOwn(item, 'value')) throw new UsageError(`${where}: ${known} needs a value`);
  return {
    op: known,
    path,
    ...(needsValue ? { value: item['value'] } : {}),
    ...(isPointer(from) && needsFrom ? { from } : {}),
  };
};
