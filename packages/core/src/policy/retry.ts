import type { ApiError, AttemptClass } from '../errors/api-error.js';
import type { Effect } from '../errors/translate.js';

/** The input of a policy: a failed attempt. */
export interface FailedAttempt {
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly effect: Effect;
  readonly error: Pick<ApiError, 'class' | 'reason' | 'retryAfterMs'>;
  /** In [0, 1): the jitter. */
  readonly random: number;
}

/** Milliseconds to wait before the next attempt; `undefined` to give up. */
export type RetryPolicy = Policy<FailedAttempt>;

type Policy<Failed> = (failed: Failed) => number | undefined;

/** Always retries without waiting: the neutral element of {@link both}. */
export const always: RetryPolicy = () => 0;

/** Gives up if one of the two does; otherwise takes the longer wait. Associative; `always` is neutral. */
export const both =
  <Failed = FailedAttempt>(a: Policy<Failed>, b: Policy<Failed>): Policy<Failed> =>
  (failed) => {
    const first = a(failed);
    if (first === undefined) return undefined;
    const second = b(failed);
    return second === undefined ? undefined : Math.max(first, second);
  };

const sendAgain: Readonly<Record<Effect, Readonly<Record<AttemptClass, boolean>>>> = {
  read: { unsent: true, ambiguous: true, created: true, refused: false },
  write: { unsent: true, ambiguous: false, created: false, refused: false },
};

/** Retries only safe requests: never a write that may have succeeded. */
export const whenSafe: RetryPolicy = ({ effect, error }) =>
  sendAgain[effect][error.class] && !notWorthwhile.has(error.reason) ? 0 : undefined;

/** A retry would have the same result, whatever the class. */
const notWorthwhile: ReadonlySet<string> = new Set(['unauthenticated', 'aborted', 'invalid-request', 'tls']);

/** How often to try, and how long to wait in between. */
export interface Backoff {
  /** All attempts, including the first. */
  readonly attempts: number;
  /** Upper bound of the first wait, in milliseconds; it doubles with each attempt. */
  readonly baseMs: number;
  /** Longest wait, in milliseconds. */
  readonly capMs: number;
}

/** A limit of attempts with full jitter: a random part of `base · 2^(attempt-1)`, at most `cap`. */
export const backoff =
  ({ attempts, baseMs, capMs }: Backoff) =>
  ({ attempt, random }: Pick<FailedAttempt, 'attempt' | 'random'>): number | undefined =>
    attempt >= attempts ? undefined : random * Math.min(capMs, baseMs * 2 ** (attempt - 1));

/** Waits at least as long as the service requests; gives up if that is too long. */
export const retryAfter =
  ({ longestMs }: { readonly longestMs: number }) =>
  ({ error: { retryAfterMs } }: { readonly error: Pick<ApiError, 'retryAfterMs'> }): number | undefined => {
    if (retryAfterMs === undefined) return 0;
    return retryAfterMs > longestMs ? undefined : retryAfterMs;
  };

/** Attempts and waits of safe requests. */
export interface RetrySettings {
  /** After lost connections, timeouts and 5xx. */
  readonly transient: Backoff;
  /** After 429, and its like. */
  readonly throttled: Backoff;
  /** The longest accepted `Retry-After`. */
  readonly longestRetryAfterMs: number;
}

/** Four attempts, ten if throttled. */
export const defaultRetry: RetrySettings = {
  transient: { attempts: 4, baseMs: 500, capMs: 20_000 },
  throttled: { attempts: 10, baseMs: 1_000, capMs: 60_000 },
  longestRetryAfterMs: 120_000,
};

/** The policy of every call: what may be retried, how often, and after which wait. */
export const retryPolicy = (settings: RetrySettings = defaultRetry): RetryPolicy => {
  const transient = backoff(settings.transient);
  const throttled = backoff(settings.throttled);
  const byReason: RetryPolicy = (failed) =>
    (failed.error.reason === 'throttled' ? throttled : transient)(failed);
  return both(whenSafe, both(byReason, retryAfter({ longestMs: settings.longestRetryAfterMs })));
};

/** The policy of writes that are repeated after a read has shown that they did not take effect. */
export const resendPolicy = ({ transient, longestRetryAfterMs: longestMs }: RetrySettings) =>
  both<Pick<FailedAttempt, 'attempt' | 'random'> & { readonly error: Pick<ApiError, 'retryAfterMs'> }>(
    backoff(transient),
    retryAfter({ longestMs }),
  );
