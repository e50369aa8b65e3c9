import type { Issue } from '../errors/api-error.js';
import type { Rule } from '../options/rule.js';
import { defined } from '../domain/defined.js';
import { isJsonObject } from '../domain/json.js';
import { that } from '../options/rule.js';

/** The keys that lead to a value of a document: names of members, and positions in lists from 0. */
export type DocumentKeys = readonly (string | number)[];

/** What is wrong in a job document, and where. `path` names the same place as `keys`. */
export interface DocumentIssue extends Issue {
  readonly keys: DocumentKeys;
  /** The keys that are valid there, for a key that is not. */
  readonly known?: readonly string[] | undefined;
}

/** Checks a value of a document. An absent value passes. */
export type FileRule = (value: unknown, keys: DocumentKeys) => readonly DocumentIssue[];

/** A path as messages show it: `spec.parameters[0].value`. */
const pathOf = (keys: DocumentKeys): string =>
  keys
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join('');

export const documentIssue = (
  keys: DocumentKeys,
  expected: string,
  received: string,
  known?: readonly string[],
): DocumentIssue => defined({ path: pathOf(keys), expected, received, keys, known });

/** The rule of an option for a value without parts. */
export const leaf =
  (rule: Rule): FileRule =>
  (value, keys) =>
    rule(value, '').map(({ expected, received }) => documentIssue(keys, expected, received));

/** The rule, or null. */
export const orNull =
  (rule: FileRule): FileRule =>
  (value, keys) =>
    value === null ? [] : rule(value, keys);

/** The second rule, for a value that the first one accepts. */
export const both =
  (first: FileRule, second: FileRule): FileRule =>
  (value, keys) => {
    const issues = first(value, keys);
    return issues.length > 0 || value === undefined || value === null ? issues : second(value, keys);
  };

const object = leaf(that('an object', isJsonObject));

/** An object with these members and no others. */
export const members =
  (rules: Readonly<Record<string, FileRule>>, required: readonly string[] = []): FileRule =>
  (value, keys) => {
    if (!isJsonObject(value)) return object(value, keys);
    const known = Object.keys(rules);
    const missing = required.filter((name) => value[name] === undefined);
    return [
      ...missing.map((name) => documentIssue([...keys, name], 'a value', 'none')),
      ...Object.entries(value).flatMap(([name, member]) => {
        const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
        const at = [...keys, name];
        return rule === undefined
          ? [documentIssue(at, `one of ${known.join(', ')}`, 'an unknown key', known)]
          : rule(member, at);
      }),
    ];
  };

const array = leaf(that('a list', Array.isArray));

const nameOf = (item: unknown): unknown => (isJsonObject(item) ? item['name'] : undefined);

/** A list of objects with different names. */
export const namedList =
  (rule: FileRule): FileRule =>
  (value, keys) => {
    if (!Array.isArray(value)) return array(value, keys);
    const items: readonly unknown[] = value;
    const names = items.map(nameOf);
    return items.flatMap((item, i) => {
      const first = names.indexOf(names[i]);
      const isRepeated = typeof names[i] === 'string' && first < i;
      return [
        ...rule(item ?? null, [...keys, i]),
        ...(isRepeated
          ? [documentIssue([...keys, i, 'name'], 'each name once', `the name of item ${first}`)]
          : []),
      ];
    });
  };
