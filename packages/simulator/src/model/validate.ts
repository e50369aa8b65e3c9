import { isObject } from './wire.js';

/** A minimal JSON Schema validator whose messages have the format of the service's. */
export type Schema =
  | { readonly type: 'any' }
  | { readonly type: 'string'; readonly min?: number; readonly max?: number; readonly pattern?: RegExp }
  | { readonly type: 'boolean' | 'number' | 'integer' }
  | { readonly type: 'array'; readonly items: Schema }
  | {
      readonly type: 'object';
      readonly required?: readonly string[];
      readonly members?: Readonly<Record<string, Schema>>;
    };

/** The first violation, such as `/job/name must be string`; `undefined` if there is none. */
export const violation = (schema: Schema, value: unknown, path: string): string | undefined =>
  found(schema, value, path)?.trimStart();

const found = (schema: Schema, value: unknown, path: string): string | undefined => {
  switch (schema.type) {
    case 'any':
      return undefined;
    case 'string':
      return stringViolation(schema, value, path);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${path} must be boolean`;
    case 'number':
      return ['number', 'bigint'].includes(typeof value) ? undefined : `${path} must be number`;
    case 'integer':
      return Number.isInteger(value) || typeof value === 'bigint' ? undefined : `${path} must be integer`;
    case 'array':
      return Array.isArray(value)
        ? first(value, (item, i) => found(schema.items, item, `${path}/${i}`))
        : `${path} must be array`;
    case 'object':
      return objectViolation(schema, value, path);
  }
};

const stringViolation = (
  schema: Schema & { type: 'string' },
  value: unknown,
  path: string,
): string | undefined => {
  if (typeof value !== 'string') return `${path} must be string`;
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = schema;
  if (value.length < min) return `${path} must NOT have fewer than ${min} characters`;
  if (value.length > max) return `${path} must NOT have more than ${max} characters`;
  if (pattern !== undefined && !pattern.test(value)) return `${path} must match pattern "${pattern.source}"`;
  return undefined;
};

const objectViolation = (
  schema: Schema & { type: 'object' },
  value: unknown,
  path: string,
): string | undefined => {
  if (!isObject(value)) return `${path} must be object`;
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${path} must have required property '${missing}'`;
  return first(Object.entries(schema.members ?? {}), ([name, inner]) =>
    Object.hasOwn(value, name) ? found(inner, value[name], `${path}/${name}`) : undefined,
  );
};

const first = <A, B>(items: readonly A[], f: (item: A, i: number) => B | undefined): B | undefined => {
  for (const [i, item] of items.entries()) {
    const result = f(item, i);
    if (result !== undefined) return result;
  }
  return undefined;
};
