/**
 * The retry quota of a client: a bucket of tokens that retries drain and successes refill, so that an outage does not
 * become a storm. The figures are those of the AWS SDKs' standard mode.
 */
export interface Quota {
  readonly tokens: number;
}

const capacity = 500;
const cost = { transient: 14, throttled: 5 } as const;

export const fullQuota: Quota = { tokens: capacity };

/** Takes the price of one retry; `undefined` when there is not enough left, and the call fails instead. */
export const spend =
  (kind: keyof typeof cost) =>
  ({ tokens }: Quota): Quota | undefined =>
    tokens < cost[kind] ? undefined : { tokens: tokens - cost[kind] };

/** A success pays back what its own retries took, or one token when it needed none. */
export const refill =
  (kinds: readonly (keyof typeof cost)[]) =>
  ({ tokens }: Quota): Quota => ({
    tokens: Math.min(
      capacity,
      tokens + (kinds.length === 0 ? 1 : kinds.reduce((sum, kind) => sum + cost[kind], 0)),
    ),
  });
