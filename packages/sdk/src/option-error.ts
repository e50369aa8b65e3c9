import { invalidInput } from '@wxdi/core';
import { WxdiError } from './error.js';

/** An invalid option, by its name. */
export const wrongOption = (path: string, expected: string, received: string): WxdiError =>
  new WxdiError(
    invalidInput(`option ${path}: expected ${expected}, got ${received}`, [{ path, expected, received }]),
  );

/** A required option: JavaScript callers may omit it, and text from a configuration may be empty. */
export const requireOption = <A>(option: string, value: A): NonNullable<A> => {
  if (value === undefined || value === null || value === '') throw wrongOption(option, 'a value', 'none');
  return value;
};
