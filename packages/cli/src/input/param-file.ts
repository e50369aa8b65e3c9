import type { Parameter } from '@wxdi/sdk';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { fileText, parseDocument } from './document.js';
import { isObject } from './object.js';

/**
 * Parameters from a file: a JSON or YAML object, a list of `{name, value}`, or lines `name=value` as in dsjob, where
 * blanks around the name and around the value are removed.
 */
export const paramFile = async (
  world: Pick<Context, 'readFile' | 'stdin'>,
  path: string,
  flag = '--param-file',
): Promise<readonly Parameter[]> => {
  const text = await fileText(world, path.startsWith('@') ? path.slice(1) : path);
  const lines = text
    .split(/\r?\n/)
    .map((line, at) => ({ line: line.trim(), where: `${flag} ${path}, line ${at + 1}` }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  if (lines[0] !== undefined && assignment.test(lines[0].line)) return assignmentsOf(lines);
  const value = await parseDocument(flag, path, text);
  if (isObject(value)) return Object.entries(value).map(([name, member]) => ({ name, value: member }));
  if (Array.isArray(value) && value.every(isParameter)) {
    const again = value.findIndex(({ name }, at) => value.findIndex((other) => other.name === name) < at);
    if (again >= 0)
      throw new UsageError(`--param-file ${path}, item ${again + 1}: "${value[again]?.name}" is set twice`);
    return value.map(({ name, value }) => ({ name, value }));
  }
  throw new UsageError(
    `${flag} ${path} must contain an object, a list of names and values, or lines name=value`,
  );
};

/** No line of a YAML object begins with a name and an equals sign. */
const assignment = /^([^\s:={[]+)\s*=\s*(.*)$/;

const assignmentsOf = (
  lines: readonly { readonly line: string; readonly where: string }[],
): readonly Parameter[] => {
  const found = new Map<string, Parameter>();
  for (const { line, where } of lines) {
    const [, name, value] = assignment.exec(line) ?? [];
    // The line is not repeated: its value may be a secret.
    if (name === undefined) throw new UsageError(`${where}: expected name=value`);
    if (found.has(name)) throw new UsageError(`${where}: "${name}" is set twice`);
    found.set(name, { name, value });
  }
  return [...found.values()];
};

const isParameter = (item: unknown): item is Parameter =>
  isObject(item) && typeof item['name'] === 'string' && 'value' in item;
