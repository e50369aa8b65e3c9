import type { JsonObject } from '@wxdi/core';
import { isJsonObject } from '@wxdi/core';

/** Whether a value matches a JSON Schema, as far as the schemas of this package go. */
export const matchesSchema = (schema: JsonObject, value: unknown): boolean => {
  const { type, pattern, properties = {}, required = [], additionalProperties, items, oneOf } = schema;
  if ('const' in schema) return value === schema['const'];
  if (Array.isArray(oneOf))
    return oneOf.filter((one) => matchesSchema(one as JsonObject, value)).length === 1;
  switch (type) {
    case 'string':
      return (
        typeof value === 'string' && (pattern === undefined || new RegExp(pattern as string).test(value))
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value) && value.every((item) => matchesSchema((items ?? {}) as JsonObject, item));
    case 'object': {
      if (!isJsonObject(value)) return false;
      const known = properties as Readonly<Record<string, JsonObject>>;
      return (
        (required as readonly string[]).every((name) => Object.hasOwn(value, name)) &&
        Object.entries(value).every(([name, member]) =>
          known[name] === undefined ? additionalProperties !== false : matchesSchema(known[name], member),
        )
      );
    }
    default:
      return true;
  }
};
