import { isJsonObject } from '@wxdi/core';

/** Shorter values are too common to be removed from messages. */
const shortest = 6;

const valueOf = (variable: unknown): string | undefined => {
  if (typeof variable === 'string') return variable.slice(variable.indexOf('=') + 1);
  const value = isJsonObject(variable) ? variable['value'] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const valuesOf = (variables: unknown): readonly string[] =>
  (Array.isArray(variables) ? variables : isJsonObject(variables) ? Object.values(variables) : [variables])
    .map(valueOf)
    .filter((value) => value !== undefined)
    .filter((value) => value.length >= shortest);

/**
 * Values of environment variables in a document: members `env_variables`, and JSON Patch operations on them. They are
 * sent as plain text and are often passwords, so errors must not show them.
 */
export const environmentValues = (document: unknown): readonly string[] => {
  const found = new Set<string>();
  const add = (variables: unknown): void => valuesOf(variables).forEach((value) => found.add(value));
  const open: unknown[] = [document];
  // A loop, since a document may be nested deeper than the stack.
  while (open.length > 0) {
    const item = open.pop();
    if (Array.isArray(item)) for (const member of item as readonly unknown[]) open.push(member);
    if (!isJsonObject(item)) continue;
    const { path, value } = item;
    if (typeof path === 'string' && path.includes('/env_variables')) add(value);
    for (const [name, member] of Object.entries(item)) {
      if (name === 'env_variables') add(member);
      else open.push(member);
    }
  }
  return [...found];
};
