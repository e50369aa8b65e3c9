import * as E from 'fp-ts/lib/Either.js';

/** The reason why a parameter cannot be sent. */
export type Refusal =
  | 'missing'
  | 'not a text, number or boolean'
  | 'not well-formed text'
  | 'control character'
  | 'empty'
  | 'dot segment'
  | 'slash'
  | 'encoded dot or slash'
  | 'too long';

// Ids are UUIDs or names of 36 characters; a much longer value is not an id.
const MAX_PATH_VALUE = 256;

/** A single value as text. */
export const text = (value: unknown): E.Either<Refusal, string> => written(value, textRefusal);

/** A value as one encoded path segment. */
export const pathSegment = (value: unknown): E.Either<Refusal, string> => {
  const segment = written(typeof value === 'boolean' ? undefined : value, segmentRefusal);
  return E.isLeft(segment) ? segment : E.right(encodeURIComponent(segment.right));
};

const written = (
  value: unknown,
  refusalOf: (text: string) => Refusal | undefined,
): E.Either<Refusal, string> => {
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (!isPlain) return E.left('not a text, number or boolean');
  const refusal = refusalOf(String(value));
  return refusal === undefined ? E.right(String(value)) : E.left(refusal);
};

// A lone surrogate has no encoding; a line break would end a header.
const textRefusal = (text: string): Refusal | undefined => {
  // One test for both: nearly every text has neither.
  if (!/[\p{Surrogate}\p{Cc}]/u.test(text)) return undefined;
  return /\p{Surrogate}/u.test(text) ? 'not well-formed text' : 'control character';
};

/**
 * The reason why a text, such as an id, cannot be a path segment; `undefined` if it can. Rejects what a server, a proxy
 * or a URL parser could read as more or less than one segment, even if it decodes the path twice.
 */
export const segmentRefusal = (segment: string): Refusal | undefined => {
  if (segment === '') return 'empty';
  if (segment.length > MAX_PATH_VALUE) return 'too long';
  if (segment === '.' || segment === '..') return 'dot segment';
  if (/[/\\]/.test(segment)) return 'slash';
  if (/%(25)*(2e|2f|5c)/i.test(segment)) return 'encoded dot or slash';
  return textRefusal(segment);
};
