/**
 * What a start writes into its run. The service has no idempotency key, so the mark is sent as a suffix of the run's
 * description (or name), and is removed when a run is read.
 */
export interface StartMark {
  readonly key: string;
  /** The first characters of the fingerprint of the request; absent in marks of earlier versions. */
  readonly requestHash?: string;
  /** 1 for the first attempt; absent in marks of earlier versions. */
  readonly attempt?: number;
}

export interface Marked {
  readonly text: string;
  readonly mark?: StartMark;
}

/** A valid key: 1 to 64 letters, digits, `.`, `_` and `-`. */
const keyShape = /^[A-Za-z0-9._-]{1,64}$/;

/** Whether a text is a valid key: 1 to 64 letters, digits, `.`, `_` and `-`. */
export const isRunKey = (key: unknown): key is string => typeof key === 'string' && keyShape.test(key);

/** Earlier versions wrote `[wxdi:KEY]`. */
const suffix = / ?\[wxdi:([A-Za-z0-9._-]{1,64})(?:#([0-9a-f]{6})\.([1-9]\d{0,8}))?\]$/;

/** The part of a request's fingerprint that a mark contains. */
export const hashInMark = (request: string): string => request.slice(0, 6);

/** Appends a mark to a text: ` [wxdi:KEY#HASH.N]`. */
export const withMark = (text: string, { key, requestHash, attempt }: Required<StartMark>): string =>
  `${text}${text === '' ? '' : ' '}[wxdi:${key}#${requestHash}.${attempt}]`;

/** Splits a text into the text without its mark, and the mark. */
export const splitMark = (text: string): Marked => {
  const found = suffix.exec(text);
  const [, key, requestHash, attempt] = found ?? [];
  if (found === null || key === undefined) return { text };
  const more = requestHash === undefined ? {} : { requestHash, attempt: Number(attempt) };
  return { text: text.slice(0, found.index), mark: { key, ...more } };
};

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A random key of twenty characters, with a hundred bits. */
export const freshKey = (random: () => number): string =>
  Array.from({ length: 20 }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
