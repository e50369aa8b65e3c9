import type { WxdiError } from '@wxdi/sdk';

/** A command to try, by kind of error. */
export type Hints = Partial<Readonly<Record<WxdiError['kind'], string>>>;

const hints = new WeakMap<object, string>();

/** The hint that was given to an error on its way up. */
export const hintOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? hints.get(error) : undefined;

/** Gives an error that passes the way out that fits where it happened. The innermost hint stays. */
export const hinting = async <A>(work: Promise<A>, byKind: Hints): Promise<A> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'kind' in error && !hints.has(error)) {
      const hint = byKind[error.kind as WxdiError['kind']];
      if (hint !== undefined) hints.set(error, hint);
    }
    throw error;
  }
};

/** The error with a way out, unless it has one. */
export const withHint = (error: unknown, hint: string): unknown => {
  if (typeof error === 'object' && error !== null && !hints.has(error)) hints.set(error, hint);
  return error;
};

/** A word of a command line as a shell takes it back. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
