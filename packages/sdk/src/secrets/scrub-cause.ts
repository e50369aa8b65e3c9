import type { Scrub } from './scrubber.js';

/** Deeper chains of causes are truncated. */
const deepest = 5;

/**
 * A cause without secrets: the same object if it contains none; otherwise a copy with only its name, message, stack,
 * code and cause, scrubbed.
 */
export const scrubCause = (scrub: Scrub, cause: unknown, depth = 0): unknown => {
  if (typeof cause === 'string') return scrub(cause);
  if (!(cause instanceof Error)) return cause;
  const inner: unknown = depth < deepest ? scrubCause(scrub, cause.cause, depth + 1) : undefined;
  if (inner === cause.cause && textsOf(cause)?.every((text) => scrub(text) === text) === true) return cause;

  const copy = new Error(scrub(cause.message), inner === undefined ? undefined : { cause: inner });
  copy.name = cause.name;
  if (cause.stack !== undefined) copy.stack = scrub(cause.stack);
  const { code } = cause as { readonly code?: unknown };
  return typeof code === 'string' ? Object.assign(copy, { code: scrub(code) }) : copy;
};

/** All texts of an error that a logger would print; `undefined` if they cannot be listed. */
const textsOf = (error: Error): readonly string[] | undefined => {
  try {
    const members = Object.values(error).map(
      (member: unknown) => JSON.stringify(member) as string | undefined,
    );
    return [error.message, error.stack, error.name, ...members].filter((text) => text !== undefined);
  } catch {
    // A circular member, such as a request, which has the headers.
    return undefined;
  }
};
