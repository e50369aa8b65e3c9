import type { Operation, operations } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { ApiError, Issue } from '../errors/api-error.js';
import type { Effect } from '../errors/translate.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Cancel, HasCancel } from './cancel.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { translate } from '../errors/translate.js';

type Operations = typeof operations;

/** Id of an operation in the API description. */
export type OperationId = keyof Operations;

type ScopeParameter = 'project_id' | 'space_id' | 'userfs';

type Simplify<T> = { readonly [K in keyof T]: T[K] };

/** A request's query without the scope; `query` is optional only if none of its members is required. */
type ScopedQuery<Q> =
  Record<never, never> extends Omit<Q, ScopeParameter>
    ? { query?: Simplify<Omit<Q, ScopeParameter>> }
    : { query: Simplify<Omit<Q, ScopeParameter>> };

/** A request without its scope: the live record adds the project or space. */
type Scoped<Req> = Simplify<
  Omit<Req, 'query'> & (Req extends { query?: infer Q } ? ScopedQuery<NonNullable<Q>> : unknown)
>;

/** The request of an operation: path parameters, query and body, without the project or space. */
export type ApiRequest<K extends OperationId> =
  Operations[K] extends Operation<string, infer Req, infer _Ok> ? Scoped<Req> : never;

/** The decoded 2xx body of an operation. */
export type ApiResponse<K extends OperationId> =
  Operations[K] extends Operation<string, infer _Req, infer Ok>
    ? K extends 'listJobs' | 'listRuns' | 'searchAssets'
      ? Ok & HasUnreadable
      : Ok
    : never;

/** A row of a list that does not match the API description. */
export interface UnreadableRow {
  /** Its id, if it has one. */
  readonly id?: string | undefined;
  readonly issues: readonly Issue[];
}

/** The rows of a list that were left out. */
export interface HasUnreadable {
  /** Rows that are not in `results`, because they do not match the API description. */
  readonly unreadable?: readonly UnreadableRow[] | undefined;
}

/**
 * The service, one function per operation: from a pure request value to the decoded 2xx body. The live record decides
 * on the project or space, the transport, the credential and retries.
 */
export type JobsApi = {
  readonly [K in OperationId]: (
    request: ApiRequest<K>,
    cancel: Cancel,
  ) => TaskEither<ApiError, ApiResponse<K>>;
};

/** The operations that a program needs. */
export interface HasApi<K extends OperationId> {
  readonly api: Pick<JobsApi, K>;
}

/** Whether an operation only reads, and may be sent any number of times. */
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
  searchAssets: 'read',
  listProjects: 'read',
  listSpaces: 'read',
};

/** Calls one operation of the service, converts its body and translates the port's error. */
export const callFor =
  <K extends OperationId, A>(
    operation: K,
    request: ApiRequest<K>,
    read: (body: ApiResponse<K>) => A,
  ): ReaderTaskEither<HasApi<K> & HasCancel, WorkflowError, A> =>
  ({ api, cancel }) =>
    pipe(api[operation](request, cancel), TE.bimap(translate(effectOf[operation]), read));

/** Calls one operation and returns the decoded body unchanged. */
export const call = <K extends OperationId>(
  operation: K,
  request: ApiRequest<K>,
): ReaderTaskEither<HasApi<K> & HasCancel, WorkflowError, ApiResponse<K>> =>
  callFor(operation, request, identity);
