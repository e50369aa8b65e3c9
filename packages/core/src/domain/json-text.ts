import { isJsonObject } from './json.js';

/** A run of digits that may be an integer beyond 2^53; few bodies have one. Ten times faster than `/\d{16}/`. */
const manyDigits = new RegExp('\\d'.repeat(16));

/** The parts of a valid JSON text, without white space, commas and colons. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]|[^\s,:[\]{}"]+/g;

/**
 * The value of a JSON text. As `JSON.parse`, but an integer beyond 2^53 becomes a `bigint` with all its digits. Throws a
 * `SyntaxError` for text that is not JSON.
 */
export const parseJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  return manyDigits.test(text) ? withBigIntegers(text) : value;
};

/** The value of a text that is known to be valid JSON. */
const withBigIntegers = (text: string): unknown => {
  const parts = text.matchAll(tokens);
  const next = (): string => (parts.next().value as RegExpMatchArray)[0];

  const valueOf = (token: string): unknown => {
    if (token === '{') return object();
    if (token === '[') return array();
    const value: unknown = JSON.parse(token);
    const isRounded = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(token);
    return isRounded ? BigInt(token) : value;
  };
  const array = (): unknown[] => {
    const items: unknown[] = [];
    for (let token = next(); token !== ']'; token = next()) items.push(valueOf(token));
    return items;
  };
  const object = (): object => {
    const members: [string, unknown][] = [];
    for (let token = next(); token !== '}'; token = next())
      members.push([JSON.parse(token) as string, valueOf(next())]);
    // Unlike an assignment, this gives an object a member `__proto__` of its own.
    return Object.fromEntries(members);
  };

  return valueOf(next());
};

/** JSON text of a value. As `JSON.stringify`, but a `bigint` is written as an integer with all its digits. */
export const printJson = (value: unknown, indent = 0): string => {
  try {
    return JSON.stringify(value, undefined, indent) ?? 'null';
  } catch {
    // Still throws for a value that no JSON text can have, such as an object that contains itself.
    JSON.stringify(value, (_name, member: unknown) => (typeof member === 'bigint' ? null : member));
    return print(value, indent, '');
  }
};

const print = (value: unknown, indent: number, margin: string): string => {
  if (typeof value === 'bigint') return String(value);
  const inner = margin + ' '.repeat(indent);
  const lines = (open: string, items: readonly string[], close: string): string => {
    if (items.length === 0) return open + close;
    const [start, between, end] = indent > 0 ? [`\n${inner}`, `,\n${inner}`, `\n${margin}`] : ['', ',', ''];
    return open + start + items.join(between) + end + close;
  };
  if (Array.isArray(value)) {
    return lines(
      '[',
      value.map((item) => print(item, indent, inner)),
      ']',
    );
  }
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  const { toJSON } = value;
  if (typeof toJSON === 'function') return print((toJSON as () => unknown).call(value), indent, margin);
  const colon = indent > 0 ? ': ' : ':';
  const members = Object.keys(value).filter((name) => isPrinted(value[name]));
  return lines(
    '{',
    members.map((name) => JSON.stringify(name) + colon + print(value[name], indent, inner)),
    '}',
  );
};

/** Whether JSON has a form for a member; a list has null in place of such an item. */
const isPrinted = (member: unknown): boolean =>
  member !== undefined && typeof member !== 'function' && typeof member !== 'symbol';
