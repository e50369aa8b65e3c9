import { WxdiError } from '@wxdi/sdk';
import { CommandError, explained, isKind, wxdiErrorIn } from './errors.js';
import { showSeconds } from './render/duration.js';

/** What is reported about the work that the time limit ended; its error is `undefined` if it was abandoned. */
export type AtLimit = (error: unknown) => {
  /** Follows `timed out after 5s`. */
  readonly rest?: string | undefined;
  readonly hint?: string | undefined;
  /** The run that the work was about. */
  readonly runId?: string | undefined;
};

/**
 * The error of a command that its time limit ended. A start whose outcome is unknown keeps its error, and with it the
 * exit code and the key.
 */
export const timedOut = (error: unknown, ms: number, atLimit: AtLimit = () => ({})): unknown => {
  if (isKind(error, 'DeadlineExceeded')) return error;
  const after = `timed out after ${showSeconds(ms / 1_000)}`;
  const cause = wxdiErrorIn(error);
  if (cause?.kind === 'OutcomeUnknown' && cause.key !== undefined)
    return explained(error, { message: `${after}; ${cause.message}` });
  const { rest = '', hint, runId } = atLimit(error);
  const { method = '', path = '' } = cause ?? {};
  const late = new WxdiError({
    _tag: 'DeadlineExceeded',
    message: `${after}${rest}`,
    // Work without an end may have sent something.
    outcome: cause?.outcome ?? (error === undefined ? 'unknown' : 'not-sent'),
    // A run that was started before the limit.
    runId: cause?.runId ?? runId,
    key: cause?.key,
    at: cause?.at ?? [],
    request: method === '' ? undefined : { operation: '', method, path },
    cause: error,
  });
  return new CommandError(late, late.message, hint, undefined);
};
