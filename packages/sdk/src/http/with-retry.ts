import type { Clock, Quota, RetryPolicy, RetrySettings } from '@wxdi/core';
import type { HttpRequest, HttpResponse, Transport, TransportFailure } from './transport.js';
import type { Verdict } from './verdict.js';
import { defaultRetry, fullQuota, never, refill, retryPolicy, spend } from '@wxdi/core';
import { liveClock } from '../clock.js';
import { verdictOf } from './verdict.js';

/** One attempt at one request, as the hook is told of it. */
export interface AttemptReport {
  readonly request: HttpRequest;
  /** 1 for the first. */
  readonly attempt: number;
  readonly durationMs: number;
  readonly outcome: HttpResponse | TransportFailure;
  /** Wait before the next attempt; absent when this was the last. */
  readonly retryInMs?: number;
}

export interface RetryOptions {
  /** Attempts and waits, as far as they differ from the defaults. */
  readonly retry?: Partial<RetrySettings>;
  readonly clock?: Clock;
  /** A number in [0, 1): the jitter. */
  readonly random?: () => number;
  /** Told of every attempt after it ended. What it throws is not caught. */
  readonly onAttempt?: (report: AttemptReport) => void;
}

/**
 * Sends a request again where the policy allows it. All requests through one transport share one quota of retries,
 * so that an outage does not become a storm.
 */
export const withRetry = ({
  retry,
  clock = liveClock,
  random = Math.random,
  onAttempt,
}: RetryOptions = {}): ((send: Transport) => Transport) => {
  const policy: RetryPolicy = retryPolicy({ ...defaultRetry, ...retry });
  let quota: Quota = fullQuota;

  /** The wait before the next attempt, paid for from the quota; `undefined` to give up. */
  const nextDelay = (request: HttpRequest, attempt: number, verdict: Verdict): number | undefined => {
    const delay = policy({ attempt, effect: request.effect, error: verdict, random: random() });
    const rest = delay === undefined ? undefined : spend(kindOf(verdict))(quota);
    if (rest === undefined) return undefined;
    quota = rest;
    return delay;
  };

  return (send: Transport): Transport =>
    async (request) => {
      const paid: ReturnType<typeof kindOf>[] = [];
      for (let attempt = 1; ; attempt += 1) {
        const since = onAttempt === undefined ? 0 : clock.monotonic();
        const outcome = await send(attempt === 1 ? request : { ...request, attempt });
        const verdict = verdictOf(request, outcome);
        const delay = verdict === undefined ? undefined : nextDelay(request, attempt, verdict);
        onAttempt?.({
          request,
          attempt,
          durationMs: clock.monotonic() - since,
          outcome,
          ...(delay === undefined ? {} : { retryInMs: delay }),
        });
        if (verdict === undefined) quota = refill(paid)(quota);
        if (verdict === undefined || delay === undefined) return outcome;
        paid.push(kindOf(verdict));
        await clock.sleep(delay, request.signal ?? never)();
        if (request.signal?.aborted === true) return stopped(verdict, request.signal.reason);
      }
    };
};

const kindOf = (verdict: Verdict) => (verdict.reason === 'throttled' ? 'throttled' : 'transient');

/** What is known of a call that was stopped between two attempts is what its last attempt said. */
const stopped = (verdict: Verdict, reason: unknown): TransportFailure => ({
  failure: 'aborted',
  message: 'stopped while waiting to try again',
  ...(verdict.class === 'unsent' ? { unsent: true } : {}),
  ...(reason === undefined ? {} : { cause: reason }),
});
