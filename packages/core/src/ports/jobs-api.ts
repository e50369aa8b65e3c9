import type { Operation, operations } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { ApiError } from '../errors/api-error.js';
import type { Effect } from '../errors/translate.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Cancel, HasCancel } from './cancel.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import { withBoth } from '../effect/quick.js';
import { translate } from '../errors/translate.js';

type Operations = typeof operations;

export type OperationId = keyof Operations;

type ScopeParameter = 'project_id' | 'space_id' | 'userfs';

type Simplify<T> = { readonly [K in keyof T]: T[K] };

/** A request's query without the scope; `query` may be left out only if nothing in it is required. */
type ScopedQuery<Q> =
  Record<never, never> extends Omit<Q, ScopeParameter>
    ? { query?: Simplify<Omit<Q, ScopeParameter>> }
    : { query: Simplify<Omit<Q, ScopeParameter>> };

/** A request without its scope: the project or space is the live record's business. */
type Scoped<Req> = Simplify<
  Omit<Req, 'query'> & (Req extends { query?: infer Q } ? ScopedQuery<NonNullable<Q>> : unknown)
>;

export type ApiRequest<K extends OperationId> =
  Operations[K] extends Operation<string, infer Req, infer _Ok> ? Scoped<Req> : never;

export type ApiResponse<K extends OperationId> =
  Operations[K] extends Operation<string, infer _Req, infer Ok> ? Ok : never;

/**
 * The service, one function for each operation: a pure request value, and the decoded 2xx body. Which project or
 * space, which transport, which credentials and how often a failed attempt is repeated lives in the live record.
 */
export type JobsApi = {
  readonly [K in OperationId]: (
    request: ApiRequest<K>,
    cancel: Cancel,
  ) => TaskEither<ApiError, ApiResponse<K>>;
};

/** The slice of the service that a program needs. */
export interface HasApi<K extends OperationId> {
  readonly api: Pick<JobsApi, K>;
}

/** Whether an operation only looks, and may be sent any number of times. */
export const effectOf: Readonly<Record<OperationId, Effect>> = {
  listJobs: 'read',
  createJob: 'write',
  getJob: 'read',
  updateJob: 'write',
  deleteJob: 'write',
  listRuns: 'read',
  startRun: 'write',
  getRun: 'read',
  deleteRun: 'write',
  cancelRun: 'write',
  pauseRun: 'write',
  resumeRun: 'write',
  refreshRunState: 'read',
  getRunLogs: 'read',
};

/** Calls one operation of the service and reads its answer, with the port's error translated to the workflows'. */
export const callFor =
  <K extends OperationId, A>(
    operation: K,
    request: ApiRequest<K>,
    read: (body: ApiResponse<K>) => A,
  ): ReaderTaskEither<HasApi<K> & HasCancel, WorkflowError, A> =>
  ({ api, cancel }) =>
    pipe(api[operation](request, cancel), withBoth(translate(effectOf[operation]), read));

/** The same for an answer that is wanted as it came. */
export const call = <K extends OperationId>(
  operation: K,
  request: ApiRequest<K>,
): ReaderTaskEither<HasApi<K> & HasCancel, WorkflowError, ApiResponse<K>> =>
  callFor(operation, request, identity);
