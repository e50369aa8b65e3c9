import type { Clock, Overrides, Quota, RetryPolicy, RetrySettings } from '@wxdi/core';
import type { HttpRequest, Transport, TransportFailure, TransportOutcome } from './transport.js';
import type { Judged, Verdict } from './verdict.js';
import { defaultRetry, fullQuota, never, refill, retryPolicy, spend, withOverrides } from '@wxdi/core';
import type { Throttle } from './throttle.js';
import { liveClock } from '../clock.js';
import { checkOptions, retryRule } from '../checks/options.js';
import { callHook } from '../hook.js';
import { throttleOf } from './throttle.js';
import { verdictOf } from './verdict.js';

/** One attempt at a request, as reported to the hook. */
export interface AttemptReport {
  readonly request: HttpRequest;
  /** 1 for the first. */
  readonly attempt: number;
  readonly durationMs: number;
  readonly outcome: TransportOutcome;
  /** Wait before the next attempt; undefined for the last one. */
  readonly retryInMs?: number | undefined;
}

/** How to repeat requests. */
export interface RetryOptions {
  /** Attempts and waits that differ from the defaults. */
  readonly retry?: Overrides<RetrySettings> | undefined;
  readonly clock?: Clock | undefined;
  /** A number in [0, 1): the jitter. */
  readonly random?: (() => number) | undefined;
  /** Called after every attempt. Exceptions that it throws are ignored. */
  readonly onAttempt?: ((report: AttemptReport) => void) | undefined;
}

/**
 * Repeats a request where the policy allows it. All requests through one transport share a quota of retries, so that
 * an outage does not cause a storm of requests, and the wait that a 429 asks for (`Retry-After`).
 */
export const withRetry = (options: RetryOptions = {}): ((send: Transport) => Transport) => {
  const retrying = judgedRetry(options);
  return (send) => {
    const judged = retrying(send);
    return async (request) => (await judged(request)).outcome;
  };
};

/** Like `withRetry`; also returns the verdict on the last attempt. */
export const judgedRetry = ({
  retry,
  clock = liveClock,
  random = Math.random,
  onAttempt,
  throttle = throttleOf(clock),
}: RetryOptions & { readonly throttle?: Throttle }): ((
  send: Transport,
) => (request: HttpRequest) => Promise<Judged>) => {
  checkOptions(retryRule, { retry });
  const policy: RetryPolicy = retryPolicy(withOverrides(defaultRetry, retry));
  let quota: Quota = fullQuota;

  /** The wait before the next attempt, charged to the quota; `undefined` to give up. */
  const nextDelay = (request: HttpRequest, attempt: number, verdict: Verdict): number | undefined => {
    const delay = policy({ attempt, effect: request.effect, error: verdict, random: random() });
    const rest = delay === undefined ? undefined : spend(kindOf(verdict))(quota);
    if (rest === undefined) return undefined;
    quota = rest;
    if (verdict.reason === 'throttled' && verdict.retryAfterMs !== undefined)
      throttle.hold(verdict.retryAfterMs);
    return delay;
  };

  /** Waits; the result of the call if the caller aborts meanwhile. */
  const waited = async (ms: number, request: HttpRequest, unsent: boolean): Promise<Judged | undefined> => {
    const { signal = never } = request;
    await clock.sleep(ms, signal)();
    if (!signal.aborted) return undefined;
    const outcome = stopped(unsent, signal.reason);
    return { outcome, verdict: verdictOf(request, outcome) };
  };

  return (send) => async (request) => {
    const paid: ReturnType<typeof kindOf>[] = [];
    for (let attempt = 1; ; attempt += 1) {
      const heldMs = throttle.heldMs();
      const stoppedBefore = heldMs > 0 ? await waited(heldMs, request, true) : undefined;
      if (stoppedBefore !== undefined) return stoppedBefore;
      const since = onAttempt === undefined ? 0 : clock.monotonic();
      const outcome = await send(attempt === 1 ? request : { ...request, attempt });
      const verdict = verdictOf(request, outcome);
      const delay = verdict === undefined ? undefined : nextDelay(request, attempt, verdict);
      if (onAttempt !== undefined) {
        const durationMs = clock.monotonic() - since;
        callHook(onAttempt, { request, attempt, durationMs, outcome, retryInMs: delay });
      }
      if (verdict === undefined) quota = refill(paid)(quota);
      if (verdict === undefined || delay === undefined) return { outcome, verdict };
      paid.push(kindOf(verdict));
      const stoppedAfter = await waited(delay, request, verdict.class === 'unsent');
      if (stoppedAfter !== undefined) return stoppedAfter;
    }
  };
};

const kindOf = (verdict: Verdict) => (verdict.reason === 'throttled' ? 'throttled' : 'transient');

/** A call that was aborted before an attempt: it is unsent if the attempt before was. */
const stopped = (unsent: boolean, reason: unknown): TransportFailure => ({
  failure: 'aborted',
  message: 'stopped while waiting to try again',
  unsent,
  cause: reason,
});
