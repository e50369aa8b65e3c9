/**
 * The retry quota of a client: a bucket of tokens that retries consume and successes refill, so that an outage does not
 * cause a storm of requests. The values are those of the AWS SDKs' standard mode.
 */
export interface Quota {
  readonly tokens: number;
}

const capacity = 500;
const cost = { transient: 14, throttled: 5 } as const;

/** The quota of a new client. */
export const fullQuota: Quota = { tokens: capacity };

/** Takes the cost of one retry; `undefined` if too few tokens remain, and the call fails instead. */
export const spend =
  (kind: keyof typeof cost) =>
  ({ tokens }: Quota): Quota | undefined =>
    tokens < cost[kind] ? undefined : { tokens: tokens - cost[kind] };

/** A success returns the cost of its retries, or one token if it needed none. */
export const refill =
  (kinds: readonly (keyof typeof cost)[]) =>
  ({ tokens }: Quota): Quota => ({
    tokens: Math.min(
      capacity,
      tokens + (kinds.length === 0 ? 1 : kinds.reduce((sum, kind) => sum + cost[kind], 0)),
    ),
  });
