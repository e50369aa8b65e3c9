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
export const text = (value: unknown): E.Either<Refusal, string> => {
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (!isPlain) return E.left('not a text, number or boolean');
  const written = String(value);
  // A lone half of a surrogate pair has no encoding; a line break in a header would end it.
  if (/\p{Surrogate}/u.test(written)) return E.left('not well-formed text');
  return /\p{Cc}/u.test(written) ? E.left('control character') : E.right(written);
};

/**
 * A value as one segment of a path. Refuses what a server, a proxy or a URL parser on the way could take for more or
 * less than one segment, once decoded or twice.
 */
export const pathSegment = (value: unknown): E.Either<Refusal, readonly [string]> => {
  if (typeof value === 'boolean') return E.left('not a text, number or boolean');
  const written = text(value);
  if (E.isLeft(written)) return written;
  const segment = written.right;
  if (segment === '') return E.left('empty');
  if (segment.length > MAX_PATH_VALUE) return E.left('too long');
  if (segment === '.' || segment === '..') return E.left('dot segment');
  if (/[/\\]/.test(segment)) return E.left('slash');
  if (/%(25)*(2e|2f|5c)/i.test(segment)) return E.left('encoded dot or slash');
  return E.right([encodeURIComponent(segment)]);
};
