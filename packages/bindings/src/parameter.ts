import * as E from 'fp-ts/lib/Either.js';

/** Why a parameter is not sent. */
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

// An id is a UUID or a name of 36 characters; what is far longer is no id.
const MAX_PATH_VALUE = 256;

/** The text of a single value. */
export const text = (value: unknown): E.Either<Refusal, string> => written(value, textRefusal);

/** A value as one segment of a path, encoded. */
export const pathSegment = (value: unknown): E.Either<Refusal, readonly [string]> => {
  const segment = written(typeof value === 'boolean' ? undefined : value, segmentRefusal);
  return E.isLeft(segment) ? segment : E.right([encodeURIComponent(segment.right)]);
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

// A lone half of a surrogate pair has no encoding; a line break in a header would end it.
const textRefusal = (text: string): Refusal | undefined => {
  // One look for both: nearly every text has neither.
  if (!/[\p{Surrogate}\p{Cc}]/u.test(text)) return undefined;
  return /\p{Surrogate}/u.test(text) ? 'not well-formed text' : 'control character';
};

/**
 * Why a text, such as an id, is sent as no segment of a path; `undefined` if it may be. Refuses what a server, a proxy
 * or a URL parser on the way could take for more or less than one segment, once decoded or twice.
 */
export const segmentRefusal = (segment: string): Refusal | undefined => {
  if (segment === '') return 'empty';
  if (segment.length > MAX_PATH_VALUE) return 'too long';
  if (segment === '.' || segment === '..') return 'dot segment';
  if (/[/\\]/.test(segment)) return 'slash';
  if (/%(25)*(2e|2f|5c)/i.test(segment)) return 'encoded dot or slash';
  return textRefusal(segment);
};
