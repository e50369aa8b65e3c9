import type { Node } from '../document/node.js';
import type { Change, Direction } from './change.js';

const UPPER: ReadonlySet<string> = new Set([
  'exclusiveMaximum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
]);
const LOWER: ReadonlySet<string> = new Set([
  'exclusiveMinimum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
]);
const OTHER: ReadonlySet<string> = new Set(['multipleOf', 'pattern', 'uniqueItems']);

export const isLimit = (word: string): boolean => UPPER.has(word) || LOWER.has(word) || OTHER.has(word);

/** Compares lengths, ranges and patterns of what is sent. Codecs do not check those of what is received. */
export const compareLimits = (direction: Direction, a: Node, b: Node, where: string): readonly Change[] =>
  direction === 'response'
    ? []
    : [...new Set([...Object.keys(a), ...Object.keys(b)])]
        .filter((word) => JSON.stringify(a[word]) !== JSON.stringify(b[word]))
        .map((word) => ({
          subject: 'limit',
          kind: 'changed',
          where,
          from: written(word, a[word]),
          to: written(word, b[word]),
          direction: [direction],
          breaking: isTighter(word, a[word], b[word]),
        }));

const written = (word: string, value: unknown): string =>
  `${word} ${typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none')}`;

const isTighter = (word: string, from: unknown, to: unknown): boolean => {
  if (to === undefined || to === false) return false;
  if (typeof from !== 'number' || typeof to !== 'number') return true;
  return UPPER.has(word) ? to < from : LOWER.has(word) ? to > from : true;
};
