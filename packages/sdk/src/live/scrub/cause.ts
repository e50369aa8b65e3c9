import type { Scrub } from './scrubber.js';

/** Deeper chains of causes are cut. */
const deepest = 5;

/**
 * A cause that shows no secret: the very one, unless it has something to hide; then a copy with its name, message,
 * stack, code and own cause, scrubbed, and nothing else.
 */
export const scrubCause = (scrub: Scrub, cause: unknown, depth = 0): unknown => {
  if (typeof cause === 'string') return scrub(cause);
  if (!(cause instanceof Error)) return cause;
  const inner: unknown = depth < deepest ? scrubCause(scrub, cause.cause, depth + 1) : undefined;
  if (inner === cause.cause && textsOf(cause).every((text) => scrub(text) === text)) return cause;

  const copy = new Error(scrub(cause.message), inner === undefined ? undefined : { cause: inner });
  copy.name = cause.name;
  if (cause.stack !== undefined) copy.stack = scrub(cause.stack);
  const { code } = cause as { readonly code?: unknown };
  return typeof code === 'string' ? Object.assign(copy, { code: scrub(code) }) : copy;
};

/** All texts that a logger would print of an error: its own members, whatever they are. */
const textsOf = (error: Error): readonly string[] =>
  [error.message, error.stack, error.name, ...Object.values(error).map(show)].filter(
    (text): text is string => typeof text === 'string',
  );

const show = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  try {
    return typeof value === 'object' ? JSON.stringify(value) : undefined;
  } catch {
    // What cannot be written as JSON cannot be searched: a member such as this is not shown.
    return undefined;
  }
};
