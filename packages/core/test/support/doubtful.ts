import type { ApiError, JobsApi } from '@wxdi/core';
import { apiError, fakeEnv, outage } from './fakes.js';
import fc from 'fast-check';

/** The answer to a read of a deleted resource. */
export const gone = apiError('not-found');

/** What happens to one write. */
interface Fate {
  /** The error that the caller gets; absent if the request succeeds. */
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

/** How a service answers each write and each read, and before which request the caller aborts. */
export const someBehaviour = fc.record({
  writes: fc.array(someWrite, { maxLength: 6 }),
  reads: fc.array(
    fc.option(fc.constantFrom(outage(), apiError('forbidden'), unsent('throttled')), { freq: 3 }),
  ),
  stopsBefore: fc.oneof(fc.constant(Infinity), fc.nat(8)),
});

type Behaviour = typeof someBehaviour extends fc.Arbitrary<infer B> ? B : never;

/** A service with one resource, which is `before` until a write is carried out, and `after` from then on. */
export const doubtful = ({ writes, reads, stopsBefore }: Behaviour, before: unknown, after: unknown) => {
  const stop = new AbortController();
  const { clock } = fakeEnv({});
  const pending: { left: number }[] = [];
  const sent: { readonly at: number; readonly error: ApiError | undefined }[] = [];
  let requests = 0;
  let readCount = 0;
  let done = false;
  const arrive = (): ApiError | undefined => {
    if (requests++ === stopsBefore) stop.abort();
    for (const late of pending) if (late.left-- === 0) done = true;
    return stop.signal.aborted ? unsent('aborted') : undefined;
  };
  const read = () => arrive() ?? reads[readCount++] ?? (done ? after : before);
  const write = () => {
    const stopped = arrive();
    if (stopped !== undefined) return stopped;
    const { error, after: delay } = writes[sent.length] ?? {};
    sent.push({ at: clock.monotonic(), error });
    if (delay === 0) done = true;
    else if (delay !== undefined) pending.push({ left: delay });
    return error ?? (done && after !== gone ? after : before);
  };
  const answering = <Operation extends keyof JobsApi>(handler: () => unknown) =>
    handler as unknown as Parameters<typeof fakeEnv>[0][Operation];
  return {
    env: (handlers: readonly [read: keyof JobsApi, write: keyof JobsApi]) => ({
      ...fakeEnv(
        {
          listRuns: () => ({ results: [] }),
          [handlers[0]]: answering(read),
          [handlers[1]]: answering(write),
        },
        stop.signal,
      ),
      clock,
    }),
    /** The writes that were sent. */
    sent,
    isDone: () => done,
    /** Whether a request was carried out, or will be. */
    tookEffect: () => done || pending.length > 0,
  };
};
