import type { InvalidInput } from '../errors/workflow-error.js';
import type { Rule } from './rule.js';
import { invalidInput } from '../errors/workflow-error.js';

/** The error for options that a rule refuses; `undefined` if it accepts them. */
export const refusalOf = (rule: Rule, options: unknown, path = ''): InvalidInput | undefined => {
  const issues = rule(options, path);
  const [first] = issues;
  if (first === undefined) return undefined;
  return invalidInput(`invalid ${first.path}: expected ${first.expected}, got ${first.received}`, issues);
};
