import type { ApiError, JobsApi } from '@wxdi/core';
import { apiError, fakeEnv, outage } from './fakes.js';
import fc from 'fast-check';

/** What a look says of what was deleted. */
export const gone = apiError('not-found');

/** What becomes of one write. */
interface Fate {
  /** What the caller is told; nothing for a good answer. */
  readonly error?: ApiError;
  /** How many requests later the service carries it out; never, if absent. */
  readonly after?: number;
}

const unsent = (reason: ApiError['reason']) => apiError(reason, { class: 'unsent' });

const inDoubt = [
  apiError('connection-lost', { class: 'ambiguous' }),
  apiError('aborted', { class: 'ambiguous' }),
  apiError('undecodable', { class: 'created' }),
  ...[1_000, 60_000, 120_000, 120_001].map((retryAfterMs) => outage({ retryAfterMs })),
];

const someWrite: fc.Arbitrary<Fate> = fc.oneof(
  fc.constantFrom<Fate>({ after: 0 }, {}),
  fc
    .constantFrom(
      ...(['not-found', 'conflict', 'rejected', 'forbidden'] as const).map((reason) => apiError(reason)),
      ...[5_000, 120_001].map((retryAfterMs) => apiError('conflict', { retryAfterMs })),
      ...(['unreachable', 'throttled', 'unauthenticated'] as const).map(unsent),
    )
    .map((error) => ({ error })),
  {
    weight: 4,
    arbitrary: fc.record(
      { error: fc.constantFrom(...inDoubt), after: fc.nat(4) },
      { requiredKeys: ['error'] },
    ),
  },
);

/** How a service behaves: to each write, to each look, and before which request the caller stops. */
export const someBehaviour = fc.record({
  writes: fc.array(someWrite, { maxLength: 6 }),
  looks: fc.array(
    fc.option(fc.constantFrom(outage(), apiError('forbidden'), unsent('throttled')), { freq: 3 }),
  ),
  stopsBefore: fc.oneof(fc.constant(Infinity), fc.nat(8)),
});

type Behaviour = typeof someBehaviour extends fc.Arbitrary<infer B> ? B : never;

/** A service with one thing, which is `before` until a write is carried out, and `after` from then on. */
export const doubtful = ({ writes, looks, stopsBefore }: Behaviour, before: unknown, after: unknown) => {
  const stop = new AbortController();
  const { clock } = fakeEnv({});
  const underWay: { left: number }[] = [];
  const sent: { readonly at: number; readonly error: ApiError | undefined }[] = [];
  let requests = 0;
  let looked = 0;
  let done = false;
  const arrive = (): ApiError | undefined => {
    if (requests++ === stopsBefore) stop.abort();
    for (const late of underWay) if (late.left-- === 0) done = true;
    return stop.signal.aborted ? unsent('aborted') : undefined;
  };
  const look = () => arrive() ?? looks[looked++] ?? (done ? after : before);
  const write = () => {
    const stopped = arrive();
    if (stopped !== undefined) return stopped;
    const { error, after: turns } = writes[sent.length] ?? {};
    sent.push({ at: clock.monotonic(), error });
    if (turns === 0) done = true;
    else if (turns !== undefined) underWay.push({ left: turns });
    return error ?? (done && after !== gone ? after : before);
  };
  const answering = <Operation extends keyof JobsApi>(handler: () => unknown) =>
    handler as unknown as Parameters<typeof fakeEnv>[0][Operation];
  return {
    env: (handlers: readonly [read: keyof JobsApi, write: keyof JobsApi]) => ({
      ...fakeEnv({ [handlers[0]]: answering(look), [handlers[1]]: answering(write) }, stop.signal),
      clock,
    }),
    /** The writes that reached the service or the way to it. */
    sent,
    isDone: () => done,
    /** Whether a request was carried out, or will be. */
    tookEffect: () => done || underWay.length > 0,
  };
};
