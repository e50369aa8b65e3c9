import { WxdiError } from '@wxdi/sdk';

/** An error with a command to try, or what to do. */
class HintedError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** The caller's mistake, found before anything was sent: exit 2. */
export class UsageError extends HintedError {
  override readonly name = 'UsageError';
}

/** Arguments are missing. On a terminal they can be picked from a list. */
export class MissingArguments extends UsageError {
  readonly names: readonly string[];

  constructor(message: string, hint: string, names: readonly string[]) {
    super(message, hint);
    this.names = names;
  }
}

/** The state of the service forbids the request: exit 5; nothing was sent. */
export class Conflict extends HintedError {
  override readonly name = 'Conflict';
}

/** An error of the library with what the command knows about it: a hint, or a clearer message. */
export class CommandError extends HintedError {
  override readonly name = 'CommandError';
  readonly error: WxdiError;
  /** Instead of the exit code of the error's kind. */
  readonly exitCode: number | undefined;

  constructor(error: WxdiError, message: string, hint: string | undefined, exitCode: number | undefined) {
    super(message, hint, { cause: error });
    this.error = error;
    this.exitCode = exitCode;
  }
}

/** The error of the library, bare or inside a `CommandError`. */
export const wxdiErrorIn = (error: unknown): WxdiError | undefined => {
  if (error instanceof CommandError) return error.error;
  return error instanceof WxdiError ? error : undefined;
};

export const isKind = (error: unknown, kind: WxdiError['kind']): boolean => wxdiErrorIn(error)?.kind === kind;

/** Whether it is certain that the service did not carry out the request. */
export const isUnsent = (error: unknown): boolean => {
  const outcome = wxdiErrorIn(error)?.outcome;
  return outcome === 'not-sent' || outcome === 'rejected';
};

/**
 * Adds a hint, another message or another exit code to an error of the library. A hint or code that was added closer to the
 * cause is kept.
 */
export const explained = (
  error: unknown,
  more: { readonly hint?: string | undefined; readonly message?: string; readonly exitCode?: number },
): unknown => {
  const cause = wxdiErrorIn(error);
  if (cause === undefined || !(error instanceof Error)) return error;
  const before = error instanceof CommandError ? error : undefined;
  return new CommandError(
    cause,
    more.message ?? error.message,
    before?.hint ?? more.hint,
    before?.exitCode ?? more.exitCode,
  );
};

/** A command to try, by kind of error. */
export type Hints = Partial<Readonly<Record<WxdiError['kind'], string | undefined>>>;

/** Adds a hint to an error of the library that passes. */
export const hinting = async <A>(work: Promise<A>, byKind: Hints): Promise<A> => {
  try {
    return await work;
  } catch (error) {
    const kind = wxdiErrorIn(error)?.kind;
    throw kind === undefined ? error : explained(error, { hint: byKind[kind] });
  }
};
