import type { Clock, Quota, RetryPolicy } from '@wxdi/core';
import type { HttpRequest, HttpResponse, Transport, TransportFailure } from './transport.js';
import type { Verdict } from './verdict.js';
import { fullQuota, never, refill, spend } from '@wxdi/core';
import { isFailure } from './transport.js';
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

interface RetryOptions {
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onAttempt?: (report: AttemptReport) => void;
}

/**
 * Sends a request again where the policy allows it. All requests through one transport share one quota of retries,
 * so that an outage does not become a storm.
 */
export const withRetry = ({ policy, clock, random, onAttempt }: RetryOptions) => {
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
        const since = clock.monotonic();
        const outcome = await send(request);
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
        if (request.signal?.aborted === true) return isFailure(outcome) ? outcome : stopped;
      }
    };
};

const kindOf = (verdict: Verdict) => (verdict.reason === 'throttled' ? 'throttled' : 'transient');

const stopped: TransportFailure = { failure: 'aborted', message: 'stopped while waiting to try again' };
