import { isNode, type Node } from './node.js';

/*
 * hey-api turns every `\u0041` in the text that it writes into the letter, also one that stands in the document as a
 * text of six characters, and takes member names such as `01` for numbers. So both are marked before it runs, with
 * characters that no text may hold, and the marks are taken off what it wrote.
 */
const BACKSLASH = '\uFDD0';
const QUOTED = '\uFDD1';

/** A document with marks where hey-api would misread it. */
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

/** What hey-api wrote, without the marks. Inside comments a backslash is a backslash, in a literal it is escaped. */
export const unshield = (written: string): string =>
  written
    .replaceAll(/^\s*(\/\*)?\*.*$/gm, (line) => line.replaceAll(BACKSLASH, '\\'))
    .replaceAll(BACKSLASH, '\\x5c')
    .replaceAll(QUOTED, '');

/** Texts that can't be written to a file as they are: half a surrogate pair, or our marks. */
export const unwritable = (value: unknown, at = '#'): readonly string[] => {
  if (typeof value === 'string') return isWritable(value) ? [] : [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    isWritable(key) ? unwritable(child, `${at}/${key}`) : [`${at}, the name of a member`],
  );
};

const isWritable = (value: string): boolean =>
  !/\p{Surrogate}/u.test(value) && !value.includes(BACKSLASH) && !value.includes(QUOTED);
