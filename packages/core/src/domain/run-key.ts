/**
 * The key of a start: what tells the run of one start from all others. The service has no idempotency key, so it
 * travels as a suffix of the run's description and name, and is taken off before anybody sees them.
 */
export interface Keyed {
  readonly text: string;
  readonly key?: string;
}

/** What may be a key: letters, digits, `.`, `_` and `-`, 64 at most. */
const keyShape = /^[A-Za-z0-9._-]{1,64}$/;

export const isRunKey = (key: string): boolean => keyShape.test(key);

const suffix = / ?\[wxdi:([A-Za-z0-9._-]{1,64})\]$/;

/** Text with the key behind it. */
export const withKey = (text: string, key: string): string => `${text}${text === '' ? '' : ' '}[wxdi:${key}]`;

/** Text without its key, and the key. */
export const splitKey = (text: string): Keyed => {
  const found = suffix.exec(text);
  return found?.[1] === undefined ? { text } : { text: text.slice(0, found.index), key: found[1] };
};

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A fresh key of twenty characters, a hundred bits: no two are ever the same in practice. */
export const freshKey = (random: () => number): string =>
  Array.from({ length: 20 }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
