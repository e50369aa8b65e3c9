import type { ApiError, ApiRequest, ApiResponse, Cancel, JobsApi, OperationId } from '@wxdi/core';
import type { VirtualClock } from '@wxdi/testkit';
import { memoryJournal } from './journal.js';
import { never } from '@wxdi/core';
import { virtualClock } from '@wxdi/testkit';
import * as E from 'fp-ts/lib/Either.js';

type Handler<K extends OperationId> = (request: ApiRequest<K>) => ApiResponse<K> | ApiError;
type Handlers = { readonly [K in OperationId]?: Handler<K> };

export interface Call {
  readonly operation: OperationId;
  readonly request: unknown;
}

const isError = (answer: unknown): answer is ApiError =>
  typeof answer === 'object' && answer !== null && '_tag' in answer && answer._tag === 'ApiError';

/** A service with one handler for each operation. An operation without a handler must not be called. */
export const fakeEnv = (handlers: Handlers, cancel: Cancel = never) => {
  const calls: Call[] = [];
  const clock: VirtualClock = virtualClock();
  const api = Object.fromEntries(
    Object.entries(handlers).map(([operation, handler]) => [
      operation,
      (request: unknown) => async () => {
        calls.push({ operation: operation as OperationId, request });
        const answer = (handler as (request: unknown) => unknown)(request);
        return isError(answer) ? E.left(answer) : E.right(answer);
      },
    ]),
  ) as unknown as JobsApi;
  return { api, clock, random: () => 0.5, cancel, calls, journal: memoryJournal().journal };
};

/** Returns one answer after the other, and repeats the last one. */
export const inTurn = <A extends readonly unknown[]>(...answers: A): (() => A[number]) => {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)];
};

export const apiError = (reason: ApiError['reason'], more: Partial<ApiError> = {}): ApiError => ({
  _tag: 'ApiError',
  class: 'refused',
  reason,
  message: `it is ${reason}`,
  request: { operation: 'test', method: 'GET', path: '/v2/jobs' },
  issues: [],
  ...more,
});

export const outage = (more: Partial<ApiError> = {}): ApiError =>
  apiError('server', { class: 'ambiguous', ...more });
