import { isObject } from './wire.js';

/** Strings, braces and brackets, and everything else between white space, commas and colons. */
const tokens = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s,:[\]{}"]+/g;

/** Bodies without it contain no integer that JavaScript rounds. */
const manyDigits = /\d{16}/;

/** The value of a JSON text, in which an integer beyond 2^53 is a bigint. Throws for text that is not JSON. */
export const parseJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  return manyDigits.test(text) ? exactly([...(text.match(tokens) ?? [])].reverse()) : value;
};

/** The value of the tokens of valid JSON. Takes its tokens from the end of the list. */
const exactly = (rest: string[]): unknown => {
  const token = rest.pop() ?? 'null';
  if (token === '[') {
    const items: unknown[] = [];
    while (rest.at(-1) !== ']') items.push(exactly(rest));
    rest.pop();
    return items;
  }
  if (token === '{') {
    const members: [string, unknown][] = [];
    while (rest.at(-1) !== '}') members.push([String(exactly(rest)), exactly(rest)]);
    rest.pop();
    return Object.fromEntries(members);
  }
  const value: unknown = JSON.parse(token);
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(value) ? BigInt(token) : value;
};

/** The JSON text of a value, with all digits of a bigint. */
export const printJson = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch {
    // JSON.stringify throws for a bigint.
    return print(value);
  }
};

const print = (value: unknown): string => {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => print(item ?? null)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${print(inner)}`).join(',')}}`;
};
