/** Values that are too short to be secrets, and too common to be taken out of a message. */
const shortest = 6;

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> => typeof u === 'object' && u !== null;

const valueOf = (variable: unknown): string | undefined => {
  if (typeof variable === 'string') return variable.slice(variable.indexOf('=') + 1);
  const value = isObject(variable) ? variable['value'] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const valuesOf = (variables: unknown): readonly string[] =>
  (Array.isArray(variables) ? variables : isObject(variables) ? Object.values(variables) : [variables])
    .map(valueOf)
    .filter((value) => value !== undefined)
    .filter((value) => value.length >= shortest);

/**
 * Values of environment variables in a document: members `env_variables`, and operations of a JSON Patch on such.
 * They travel in clear and are often passwords, so that no error may show one.
 */
export const environmentValues = (document: unknown): readonly string[] => {
  const found: string[] = [];
  const open: unknown[] = [document];
  // A loop, since a document from outside may be nested deeper than the stack.
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (!isObject(item)) continue;
    const { path, value } = item;
    if (typeof path === 'string' && path.includes('/env_variables')) found.push(...valuesOf(value));
    for (const [name, member] of Object.entries(item)) {
      if (name === 'env_variables') found.push(...valuesOf(member));
      else if (isObject(member)) open.push(member);
    }
  }
  return found;
};
