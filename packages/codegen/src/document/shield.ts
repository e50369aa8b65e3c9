import { isNode, type Node } from './node.js';

/*
 * hey-api replaces every `\u0041` in its output by the letter, even if the document has the six characters, and treats
 * property names such as `01` as numbers. Both are therefore marked before it runs, with Unicode noncharacters, and the
 * marks are removed from its output.
 */
const BACKSLASH = '\uFDD0';
const QUOTED = '\uFDD1';

/** Marks the strings that hey-api would misread. */
export const shield = (document: Node): Node => marked(document, '') as Node;

const marked = (value: unknown, key: string): unknown => {
  if (typeof value === 'string') return key === 'propertyName' ? name(value) : text(value);
  if (Array.isArray(value))
    return value.map((item) =>
      key === 'required' && typeof item === 'string' ? name(item) : marked(item, ''),
    );
  if (!isNode(value)) return value;
  const nameOf = key === 'properties' ? name : text;
  return Object.fromEntries(Object.entries(value).map(([k, child]) => [nameOf(k), marked(child, k)]));
};

const text = (value: string): string => value.replaceAll(/\\(?=u[0-9a-f]{4})/gi, BACKSLASH);

const name = (value: string): string =>
  /^[-+]?(\d|\.\d|Infinity$|NaN$)/.test(value) ? QUOTED + text(value) : text(value);

/** Removes the marks from the output of hey-api. A backslash is escaped in string literals, not in comments. */
export const unshield = (written: string): string =>
  written
    .replaceAll(/^\s*(\/\*)?\*.*$/gm, (line) => line.replaceAll(BACKSLASH, '\\'))
    .replaceAll(BACKSLASH, '\\x5c')
    .replaceAll(QUOTED, '');

/** The places of strings that cannot be written to a file: with a lone surrogate, or with one of the marks. */
export const unwritable = (value: unknown, at = '#'): readonly string[] => {
  if (typeof value === 'string') return isWritable(value) ? [] : [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    isWritable(key) ? unwritable(child, `${at}/${key}`) : [`${at} (a property name)`],
  );
};

const isWritable = (value: string): boolean =>
  !/\p{Surrogate}/u.test(value) && !value.includes(BACKSLASH) && !value.includes(QUOTED);
