import type {
  CancelResult,
  FinishedRun,
  FollowOptions,
  FollowResult,
  Job,
  JobChanges,
  JobDraft,
  JobFilter,
  JobRun,
  KeepRules,
  LogEntry,
  RunDraft,
  RunEvent,
  RunFilter,
  RunMetrics,
  StartOnceOptions,
} from '@wxdi/core';
import type { WxdiError } from '../error.js';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call, not the run: the promise rejects with kind `Aborted`. */
  readonly signal?: AbortSignal;
}

/**
 * The rows of a listing, read page by page as they are asked for. Iterating twice lists twice.
 */
export interface Listing<Row> extends AsyncIterable<Row> {
  /** The rows as the service pages them. */
  byPage(): AsyncIterable<readonly Row[]>;
  /** All rows, or the first `limit`: a total, never a page size. */
  toArray(options?: { readonly limit?: number }): Promise<readonly Row[]>;
}

/** What happens while a run is followed; the last event is what it ended as and what was seen on the way. */
export type FollowEvent =
  | Extract<RunEvent, { readonly type: 'state' | 'log' }>
  /** `outage`: the service gave no good answer, the next poll comes by itself. `no-log`: the log cannot be read. */
  | { readonly type: 'outage' | 'no-log'; readonly error: WxdiError }
  | ({ readonly type: 'result' } & FollowResult);

/** What a start takes beside its draft. */
export interface StartOptions extends CallOptions, StartOnceOptions {
  /** Puts the draft's variables on top of the job's; without it the service replaces the job's by them. */
  readonly mergeEnvironment?: boolean;
  /** Resets the offset first; StreamSets jobs only. */
  readonly fromBeginning?: boolean;
}

/** One of many runs to start. */
export interface RunOrder {
  readonly job: string;
  readonly draft?: RunDraft;
}

/** What became of one of many: the run as it ended, or why that is not known. */
export type RunReport<Order> =
  | { readonly order: Order; readonly run: FinishedRun; readonly error?: never }
  | { readonly order: Order; readonly run?: never; readonly error: WxdiError };

/** One job of a chain: it starts when the steps named in `after` have done their work. */
export interface ChainOrder extends RunOrder {
  readonly name: string;
  readonly after?: readonly string[];
}

/** What became of a step: `skipped` when one before it did not do its work. */
export type ChainReport = RunReport<ChainOrder> | { readonly order: ChainOrder; readonly skipped: true };

export interface ManyOptions extends CallOptions, Pick<FollowOptions, 'poll' | 'timeoutMs'> {
  /** Runs under way at once. Default: 4. */
  readonly limit?: number;
}

/** Runs that were deleted, and those that could not be. */
export interface DeleteReport {
  readonly deleted: readonly string[];
  readonly failed: readonly { readonly run: string; readonly error: WxdiError }[];
}

/** The jobs of one project or space. Every rejection is a `WxdiError`. */
export interface Jobs {
  list(filter?: JobFilter & CallOptions): Listing<Job>;
  /** One job by its id. */
  get(job: string, options?: CallOptions): Promise<Job>;
  /** The one job with exactly this name: kind `NotFound` for none, `AmbiguousName` for several. */
  find(name: string, options?: CallOptions): Promise<Job>;
  /** Creates a job at most once; a lost answer is settled by looking for its name. */
  create(draft: JobDraft, options?: CallOptions & Pick<StartOnceOptions, 'settle'>): Promise<Job>;
  /** Sends the smallest patch; kind `NotApplied` when the service answered with success but changed nothing. */
  update(job: string, changes: JobChanges, options?: CallOptions): Promise<Job>;
  /** Sends a patch (RFC 6902) as it is, and checks that every operation took effect. */
  patch(job: string, operations: readonly PatchOperation[], options?: CallOptions): Promise<Job>;
  /**
   * Starts a run at most once. After a lost answer the run is looked for by its key; kind `OutcomeUnknown`, with the
   * key, where it cannot be told whether there is one. The same `key` again finds the run of the first start.
   */
  start(job: string, draft?: RunDraft, options?: StartOptions): Promise<RunHandle>;
  /** Starts many runs, a few at a time, waits for each and reports on each in the order given. */
  runMany<Order extends RunOrder>(
    orders: readonly Order[],
    options?: ManyOptions,
  ): Promise<readonly RunReport<Order>[]>;
  /** Runs a chain of jobs, each as soon as those before it have done their work. */
  runChain(orders: readonly ChainOrder[], options?: ManyOptions): Promise<readonly ChainReport[]>;
  /** StreamSets jobs only; kind `InvalidInput` for others, and nothing is changed. */
  resetOffset(job: string, options?: CallOptions): Promise<Job>;
  /** Deletes the job and its runs. */
  delete(job: string, options?: CallOptions): Promise<void>;
}

/** One operation of a patch: RFC 6902. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly value?: unknown;
  readonly from?: string;
}

/** What can be done with one run. */
interface RunActions<Ids extends readonly string[]> {
  get(...args: [...Ids, options?: CallOptions]): Promise<JobRun>;
  /** Has the service ask the engine for the state first, where it can. */
  refresh(...args: [...Ids, options?: CallOptions]): Promise<JobRun>;
  /** Waits until the run has ended or reached one of `until`. Stopping the wait never touches the run. */
  wait(...args: [...Ids, options?: FollowOptions & CallOptions]): Promise<FollowResult>;
  /** States and, with `logs`, log entries as they come; the last event is the result. */
  follow(...args: [...Ids, options?: FollowOptions & CallOptions]): AsyncIterable<FollowEvent>;
  /** The log so far, or its last `tail` entries. */
  logs(...args: [...Ids, options?: CallOptions & { readonly tail?: number }]): Promise<readonly LogEntry[]>;
  /** Looks again for a while when a run has ended and its metrics are not there yet. */
  metrics(...args: [...Ids, options?: CallOptions]): Promise<RunMetrics>;
  /** Asks the service to cancel the run, and does not wait for its end. */
  cancel(...args: [...Ids, options?: CallOptions]): Promise<CancelResult>;
  pause(...args: [...Ids, options?: CallOptions]): Promise<JobRun>;
  resume(...args: [...Ids, options?: CallOptions]): Promise<JobRun>;
  /** Kind `InvalidInput` for a run that has not ended, and nothing is sent. */
  delete(...args: [...Ids, options?: CallOptions]): Promise<void>;
}

/** The runs of jobs. Every rejection is a `WxdiError`. */
export interface Runs extends RunActions<[job: string, run: string]> {
  list(job: string, filter?: RunFilter & CallOptions): Listing<JobRun>;
  /** The run that was created last. */
  latest(job: string, options?: CallOptions): Promise<JobRun>;
  /** The one run that has not finished. */
  active(job: string, options?: CallOptions): Promise<JobRun>;
  /** The one run with exactly this name. */
  find(job: string, name: string, options?: CallOptions): Promise<JobRun>;
  /** Active runs that were created longer ago than they should have been. */
  stale(job: string, options: { readonly olderThanMs: number } & CallOptions): Listing<JobRun>;
  /** Deletes runs that have ended; one that cannot be deleted does not keep the others. */
  deleteMany(job: string, runs: readonly string[], options?: CallOptions): Promise<DeleteReport>;
  /** The finished runs that the rules do not keep, newest first. */
  prunable(job: string, rules: KeepRules, options?: CallOptions): Promise<readonly string[]>;
  /** Deletes the finished runs that the rules do not keep. */
  prune(job: string, rules: KeepRules, options?: CallOptions): Promise<DeleteReport>;
  /** A handle on a run by its ids, or by the text that a handle serialised to. */
  handle(job: string, run: string): RunHandle;
  handle(text: string): RunHandle;
}

/** One run, to wait for, follow or cancel. Its text (`String(handle)`) resumes it in another process. */
export interface RunHandle extends RunActions<[]> {
  readonly jobId: string;
  readonly runId: string;
  /** The run as `start` answered it; absent on a handle made from ids. */
  readonly started?: JobRun;
  /** Key of the start; absent on a handle made from ids. */
  readonly key?: string;
  /** Whether the start found a run that was there, by its key, and made none. */
  readonly adopted?: boolean;
  toString(): string;
}

export interface Client {
  readonly jobs: Jobs;
  readonly runs: Runs;
  /** Closes idle connections, so that a process can end at once. */
  close(): void;
}
