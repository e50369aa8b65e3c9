/**
 * The key of a start identifies its run. The service has no idempotency key, so the key is sent as a suffix of the
 * run's description and name, and is removed from both when a run is read.
 */
export interface Keyed {
  readonly text: string;
  readonly key?: string;
}

/** A valid key: 1 to 64 letters, digits, `.`, `_` and `-`. */
const keyShape = /^[A-Za-z0-9._-]{1,64}$/;

/** Whether a text is a valid key: 1 to 64 letters, digits, `.`, `_` and `-`. */
export const isRunKey = (key: string): boolean => keyShape.test(key);

const suffix = / ?\[wxdi:([A-Za-z0-9._-]{1,64})\]$/;

/** Appends the key to a text. */
export const withKey = (text: string, key: string): string => `${text}${text === '' ? '' : ' '}[wxdi:${key}]`;

/** Splits a text into the text without its key, and the key. */
export const splitKey = (text: string): Keyed => {
  const found = suffix.exec(text);
  return found?.[1] === undefined ? { text } : { text: text.slice(0, found.index), key: found[1] };
};

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A random key of twenty characters, with a hundred bits. */
export const freshKey = (random: () => number): string =>
  Array.from({ length: 20 }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
