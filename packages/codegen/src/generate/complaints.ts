import path from 'node:path';
import { listed } from '../document/text.js';
import type { Files } from './generate.js';

/** The first errors of the compiler, each with the type, codec or operation that it is in instead of a line number. */
export const complaintsOf = (printed: readonly string[], files: Files): readonly string[] => {
  const texts = new Map([...files].map(([name, text]) => [path.basename(name), text]));
  const found = new Map<string, string>();
  for (const line of printed) {
    const [, file = '', row = '0', message = line] =
      /^(\S+)\((\d+),\d+\): (?:error TS\d+: )?(.*)$/.exec(line) ?? [];
    const name = declaredAt(texts.get(file) ?? '', Number(row));
    // Later errors in the same place mostly follow from the first.
    const place = name === undefined ? file : `${name} in ${file}`;
    if (!found.has(place)) found.set(place, `${place === '' ? '' : `${place}: `}${plain(message)}`);
  }
  return listed([...found.values()]);
};

const declaredAt = (text: string, row: number): string | undefined =>
  text
    .split('\n')
    .slice(0, row)
    .map((line) => /^(?:export )?(?:type|const|function) ([\w$]+)/.exec(line)?.[1])
    .findLast((name) => name !== undefined);

const LONGEST = 300;

// The codec of such a type cannot be used.
const plain = (message: string): string =>
  message.includes("'Encode<never, never>'")
    ? 'no value is valid, because its parts contradict each other'
    : message.length > LONGEST
      ? `${message.slice(0, LONGEST)}…`
      : message;
