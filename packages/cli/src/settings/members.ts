import { UsageError } from '../errors.js';
import { isObject } from '../input/object.js';

/** The members of an object in a configuration file. */
export const objectOf = (where: string, value: unknown): Readonly<Record<string, unknown>> => {
  if (isObject(value)) return value;
  throw new UsageError(`${where} must contain names and values`);
};

/** A text in a configuration file; a number or boolean counts as text. */
export const textOf = (where: string, value: unknown): string => {
  if (typeof value === 'string' && value.trim() !== '') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UsageError(`${where} must be text that is not empty`);
};
