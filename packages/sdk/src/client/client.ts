import type {
  CancelResult,
  FollowOptions,
  FollowResult,
  Job,
  JobChanges,
  JobDraft,
  JobFilter,
  JobRun,
  LogEntry,
  RunDraft,
  RunEvent,
  RunFilter,
} from '@wxdi/core';

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

/** The end of following a run: what it ended as, what was seen on the way. */
export type FollowEvent = RunEvent | ({ readonly type: 'result' } & FollowResult);

/** The jobs of one project or space. Every rejection is a `WxdiError`. */
export interface Jobs {
  list(filter?: JobFilter & CallOptions): Listing<Job>;
  /** One job by its id. */
  get(job: string, options?: CallOptions): Promise<Job>;
  /** The one job with exactly this name: kind `NotFound` for none, `AmbiguousName` for several. */
  find(name: string, options?: CallOptions): Promise<Job>;
  create(draft: JobDraft, options?: CallOptions): Promise<Job>;
  /** Sends the smallest patch; kind `NotApplied` when the service answered with success but changed nothing. */
  update(job: string, changes: JobChanges, options?: CallOptions): Promise<Job>;
  /** Starts a run. A lost answer is kind `OutcomeUnknown`; the request is never sent twice by itself. */
  start(job: string, draft?: RunDraft, options?: CallOptions): Promise<RunHandle>;
  /** StreamSets jobs only; kind `InvalidInput` for others, and nothing is changed. */
  resetOffset(job: string, options?: CallOptions): Promise<Job>;
  /** Deletes the job and its runs. */
  delete(job: string, options?: CallOptions): Promise<void>;
}

/** The runs of jobs. Every rejection is a `WxdiError`. */
export interface Runs {
  list(job: string, filter?: RunFilter & CallOptions): Listing<JobRun>;
  get(job: string, run: string, options?: CallOptions): Promise<JobRun>;
  /** The run that was created last. */
  latest(job: string, options?: CallOptions): Promise<JobRun>;
  /** The one run that has not finished. */
  active(job: string, options?: CallOptions): Promise<JobRun>;
  /** The one run with exactly this name. */
  find(job: string, name: string, options?: CallOptions): Promise<JobRun>;
  /** Waits until the run has ended or reached one of `until`. Stopping the wait never touches the run. */
  wait(job: string, run: string, options?: FollowOptions & CallOptions): Promise<FollowResult>;
  /** States and, with `logs`, log entries as they come; the last event is the result. */
  follow(job: string, run: string, options?: FollowOptions & CallOptions): AsyncIterable<FollowEvent>;
  /** The log so far. */
  logs(job: string, run: string, options?: CallOptions): Promise<readonly LogEntry[]>;
  /** Asks the service to cancel the run, and does not wait for its end. */
  cancel(job: string, run: string, options?: CallOptions): Promise<CancelResult>;
  /** A handle on a run by its ids, or by the text that a handle serialised to. */
  handle(job: string, run: string): RunHandle;
  handle(text: string): RunHandle;
}

/** One run, to wait for, follow or cancel. Its text (`String(handle)`) resumes it in another process. */
export interface RunHandle {
  readonly jobId: string;
  readonly runId: string;
  /** The run as `start` answered it; absent on a handle made from ids. */
  readonly started?: JobRun;
  get(options?: CallOptions): Promise<JobRun>;
  wait(options?: FollowOptions & CallOptions): Promise<FollowResult>;
  follow(options?: FollowOptions & CallOptions): AsyncIterable<FollowEvent>;
  logs(options?: CallOptions): Promise<readonly LogEntry[]>;
  cancel(options?: CallOptions): Promise<CancelResult>;
  toString(): string;
}

export interface Client {
  readonly jobs: Jobs;
  readonly runs: Runs;
  /** Closes idle connections, so that a process can end at once. */
  close(): void;
}
