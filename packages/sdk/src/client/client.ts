/// <reference lib="esnext.disposable" preserve="true" />
import type {
  ArchiveOptions,
  CancelOptions,
  CancelResult,
  ComparedRuns,
  DeleteJobOptions,
  DesiredJob,
  Explanation,
  ExportedJobs,
  ExportOptions,
  FinishedRun,
  FollowOptions,
  FollowResult,
  HistoryOptions,
  Job,
  JobDocument,
  JobDraft,
  JobFilter,
  JobReport,
  JobOverview,
  JobRun,
  JudgedHistory,
  JobUpdate,
  KeepRules,
  LogEntry,
  Plan,
  PlanOptions,
  ProjectReport,
  ReportOptions,
  RunDraft,
  RunEvent,
  RunFilter,
  RunLog,
  RunMetrics,
  StaleOptions,
  StartDecision,
  StartJobOptions,
  UpdateOptions,
} from '@wxdi/core';
import type { WxdiError } from '../error.js';
import type { ArchivedRuns } from './archived-runs.js';
import type { OverviewFilter, RunsSearch } from './search.js';

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call, not the run: the promise rejects with kind `Aborted`, also for `AbortSignal.timeout`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Time limit of the whole call, in milliseconds, from its start: the token, every request, retries and waits. The
   * promise then rejects with kind `DeadlineExceeded`; a run continues. A start that may have been carried out stays
   * kind `OutcomeUnknown`, with its key. Default: no limit.
   */
  readonly timeoutMs?: number | undefined;
}

/**
 * The rows of a listing, read page by page on demand. Iterating twice lists twice, and each iteration has the whole
 * `timeoutMs`. A row that does not match the API description is passed to the filter's `onUnreadable`; without it, the
 * listing rejects with kind `Undecodable` after all other rows.
 */
export interface Listing<Row> extends AsyncIterable<Row> {
  /** The rows in the service's pages. */
  byPage(): AsyncIterable<readonly Row[]>;
  /** All rows, or the first `limit`: a total, never a page size. */
  toArray(options?: { readonly limit?: number | undefined }): Promise<readonly Row[]>;
}

/** An event of a followed run; the last event has the final state and all states so far. */
export type FollowEvent =
  /** `gap`: lines of the log are missing here. */
  | Extract<RunEvent, { readonly type: 'state' | 'log' | 'gap' }>
  /** `outage`: a poll failed; polling continues. `no-log`, at the end: the log could not be read to its end. */
  | { readonly type: 'outage' | 'no-log'; readonly error: WxdiError }
  | ({ readonly type: 'result' } & FollowResult);

/** Options of a start, besides its draft. */
export interface StartOptions extends CallOptions, StartJobOptions {}

/** Options of a preview: those of the start. */
export interface PreviewOptions
  extends CallOptions, Pick<StartJobOptions, 'retryFailed' | 'keySinceMs' | 'settle' | 'like'> {
  readonly key: string;
}

/** One of several runs to start. */
export interface RunOrder {
  /** Id of the job. */
  readonly job: string;
  /** Overrides for this run; default: none. */
  readonly draft?: RunDraft | undefined;
  /** Key of this start: a repeated order with the same key finds the run of the first. Default: a fresh key. */
  readonly key?: string | undefined;
  /** Id of a run of the job: what the draft does not set is as in that run. */
  readonly like?: string | undefined;
}

/**
 * The result of one of several runs: the finished run, or an error. The key is always there. `handle` is the run that
 * was started or found, whatever happened later; absent if no run is known. An order that was not started because of an
 * abort has an error of kind `Aborted` with outcome `not-sent`.
 */
export type RunReport<Order> =
  | {
      readonly order: Order;
      readonly key: string;
      readonly run: FinishedRun;
      readonly handle: RunHandle;
      readonly error?: never;
    }
  | {
      readonly order: Order;
      readonly key: string;
      readonly run?: never;
      readonly handle?: RunHandle;
      readonly error: WxdiError;
    };

/** One job of a chain: it starts when the steps in `after` have succeeded. */
export interface ChainOrder extends RunOrder {
  /** The name that other steps refer to. */
  readonly name: string;
  /** Names of the steps before this one; default: none, so it starts immediately. */
  readonly after?: readonly string[] | undefined;
}

/** The result of a step: `skipped` if a step before it did not succeed. */
export type ChainReport = RunReport<ChainOrder> | { readonly order: ChainOrder; readonly skipped: true };

/**
 * How to start each run, and how to wait for it. `timeoutMs` is the limit of all runs together: what has not ended by
 * then is reported as `DeadlineExceeded`.
 */
export interface ManyOptions
  extends CallOptions, Pick<FollowOptions, 'poll'>, Omit<StartJobOptions, 'key' | 'like'> {
  /** Runs in progress at once. Default: 4. */
  readonly limit?: number | undefined;
}

/** What became of one job of a plan. */
export interface AppliedJob extends Omit<JobReport, 'error'> {
  /** Absent if it was done. The outcome `unknown` means that it may have been done. */
  readonly error?: WxdiError | undefined;
}

/** What became of a plan. */
export interface AppliedPlan {
  readonly done: readonly AppliedJob[];
  readonly failed: readonly (AppliedJob & { readonly error: WxdiError })[];
}

/** How a plan is applied. */
export interface ApplyOptions extends CallOptions {
  /**
   * Stops softly, unlike `signal`: after it aborts, no other write is begun, and those under way are finished. The promise
   * resolves with a report of each job.
   */
  readonly stop?: AbortSignal | undefined;
  /** Called when the write for a job has ended. What it throws is ignored. */
  readonly onReport?: ((report: AppliedJob) => void) | undefined;
}

/** The deleted runs, and those that could not be deleted. */
export interface DeleteReport {
  readonly deleted: readonly string[];
  readonly failed: readonly { readonly run: string; readonly error: WxdiError }[];
}

/** The deleted jobs, and those that could not be deleted. */
export interface DeleteJobsReport {
  readonly deleted: readonly string[];
  readonly failed: readonly { readonly job: string; readonly error: WxdiError }[];
}

/** The runs whose cancellation was accepted or that had finished, and those whose cancellation failed. */
export interface CancelReport {
  readonly canceled: readonly CancelResult[];
  readonly failed: readonly { readonly run: string; readonly error: WxdiError }[];
}

/** The jobs of one project or space. Every rejection is a `WxdiError`. */
export interface Jobs {
  /** The jobs that match all filters, in the order of the service. A failed page rejects the iteration. */
  list(filter?: JobFilter & CallOptions): Listing<Job>;
  /**
   * The same with the last run, the usual duration and the next start of each job. The runs are found by a search in pages
   * of 200, whose index may lag. With `exact`, for few jobs, and if the search is refused, incomplete or finds too many
   * runs, the newest runs of each job are read from its list, at most eight jobs at once.
   */
  overview(filter?: OverviewFilter & CallOptions): Listing<JobOverview>;
  /** One job by its id. */
  get(job: string, options?: CallOptions): Promise<Job>;
  /** The one job with exactly this name: kind `NotFound` for none, `AmbiguousName` for several. */
  find(name: string, options?: CallOptions): Promise<Job>;
  /** Creates a job at most once; after a lost answer the job is searched for by its name. */
  create(draft: JobDraft, options?: CallOptions & Pick<StartJobOptions, 'settle'>): Promise<Job>;
  /**
   * Sends the smallest patch, or nothing if nothing differs; kind `NotApplied` if the service reported success but
   * changed nothing. A function gets the job as it is: `(job) => mergeChanges(job, edit)` keeps what the edit does not
   * name.
   */
  update(job: string, changes: JobUpdate, options?: CallOptions & UpdateOptions): Promise<Job>;
  /** Sends a patch (RFC 6902) unchanged, and checks that every operation took effect. */
  patch(job: string, operations: readonly PatchOperation[], options?: CallOptions): Promise<Job>;
  /**
   * Starts a run at most once. After a lost answer the run is searched for by its key; kind `OutcomeUnknown`, with the
   * key, if it is unknown whether a run exists. A second start with the same `key` finds the run of the first, also if
   * it failed: `retryFailed` attempts it again. Kind `NotFound` if the run of the key was deleted before it succeeded,
   * `InvalidInput` if the key belongs to another request.
   *
   * With `like`, the id of a run, what the draft does not set is as in that run. With `strictParameters`, a parameter
   * that the job does not list is kind `InvalidInput`, and nothing is sent.
   */
  start(job: string, draft?: RunDraft, options?: StartOptions): Promise<RunHandle>;
  /** What a start with this key would do now; only reads are sent. */
  previewStart(job: string, draft: RunDraft, options: PreviewOptions): Promise<StartDecision>;
  /**
   * Starts several runs, each at most once and a few at a time, waits for each, and reports each in the given order. It
   * also resolves after an abort, with a report for each order.
   */
  runMany<Order extends RunOrder>(
    orders: readonly Order[],
    options?: ManyOptions,
  ): Promise<readonly RunReport<Order>[]>;
  /**
   * Runs a chain of jobs, each at most once and as soon as its predecessors have succeeded. It also resolves after an
   * abort, with a report for each step.
   */
  runChain(orders: readonly ChainOrder[], options?: ManyOptions): Promise<readonly ChainReport[]>;
  /**
   * What the newest runs of a job show together: success rate, durations, waiting times, rows and trend. With
   * `slowerThan`, also whether the newest run or an active one is slow.
   */
  history(job: string, options?: HistoryOptions & CallOptions): Promise<JudgedHistory>;
  /**
   * The documents of jobs, for files: see `docs/jobs-in-git.md`. Values of environment variables and secrets are
   * references such as `${env.NAME}`, unless `withValues` is true.
   */
  export(options?: ExportOptions & CallOptions): Promise<ExportedJobs>;
  /** StreamSets jobs only; kind `InvalidInput` for others, and nothing is changed. */
  resetOffset(job: string, options?: CallOptions): Promise<Job>;
  /**
   * Deletes the job and its runs, and waits until it is gone, for at most two minutes or `timeoutMs`. Kind `NotApplied`
   * if it still exists then.
   */
  delete(job: string, options?: CallOptions & DeleteJobOptions): Promise<void>;
  /**
   * Deletes jobs as `delete` does, eight at once; a failed deletion does not stop the others. It also resolves after an
   * abort, with a report of each job.
   */
  deleteMany(jobs: readonly string[], options?: CallOptions & DeleteJobOptions): Promise<DeleteJobsReport>;
  /**
   * What has to be done so that the jobs of the project or space are as documents say. It only reads, and the plan is
   * plain data. A name of a flow, an environment or a parameter set that cannot be resolved is kind `NotFound` or
   * `AmbiguousName`, several are `InvalidInput`; a document that cannot be applied is an action `refused` of the plan.
   */
  plan(jobs: readonly (DesiredJob | JobDocument)[], options?: CallOptions & PlanOptions): Promise<Plan>;
  /**
   * Carries out a plan for the same documents. If anything differs from the plan by now, or the plan has an action
   * `refused`, it is kind `Refused` and nothing is sent. At most eight jobs at once, each read again just before it is
   * changed; a failure does not stop the others, but no job is deleted then. It also resolves after an abort, with a
   * report of each job.
   */
  apply(
    plan: Plan,
    jobs: readonly (DesiredJob | JobDocument)[],
    options?: ApplyOptions,
  ): Promise<AppliedPlan>;
}

/** One operation of a patch: RFC 6902. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** JSON Pointer (RFC 6901), e.g. `/metadata/name`. */
  readonly path: string;
  /** Of `add`, `replace` and `test`. */
  readonly value?: unknown;
  /** JSON Pointer; of `move` and `copy`. */
  readonly from?: string;
}

/** Methods for one run. */
interface RunActions<Ids extends readonly string[]> {
  /** The run as it is now. */
  get(...args: [...Ids, options?: CallOptions]): Promise<JobRun>;
  /** First requests that the service updates the state from the engine, if supported. */
  refresh(...args: [...Ids, options?: CallOptions]): Promise<JobRun>;
  /** Waits until the run has finished or reached one of `until`. Aborting the wait does not affect the run. */
  wait(...args: [...Ids, options?: FollowOptions & CallOptions]): Promise<FollowResult>;
  /** Yields states and, with `logs`, new log entries before the end of the run; the last event is the result. */
  follow(...args: [...Ids, options?: FollowOptions & CallOptions]): AsyncIterable<FollowEvent>;
  /** The log so far, or its last `tail` entries. */
  logs(
    ...args: [...Ids, options?: CallOptions & { readonly tail?: number | undefined }]
  ): Promise<readonly LogEntry[]>;
  /** The log so far, and the number of lines that the service counted but did not return. */
  readLog(...args: [...Ids, options?: CallOptions]): Promise<RunLog>;
  /** Reads again for a while if a finished run has no metrics yet. */
  metrics(...args: [...Ids, options?: CallOptions]): Promise<RunMetrics>;
  /**
   * Why the run ended as it did. It rejects only if the run itself cannot be read: any other part that could not be read
   * says so.
   */
  explain(...args: [...Ids, options?: CallOptions]): Promise<Explanation>;
  /** What differs from an earlier run to this one; default: from the last run that completed before. */
  diff(
    ...args: [...Ids, options?: CallOptions & { readonly from?: string | undefined }]
  ): Promise<ComparedRuns>;
  /** Requests cancellation, and does not wait for the end. */
  cancel(...args: [...Ids, options?: CancelOptions & CallOptions]): Promise<CancelResult>;
  /** Requests a pause, if the service supports it for this type. */
  pause(...args: [...Ids, options?: CallOptions]): Promise<JobRun>;
  /** Requests that a paused run continues. */
  resume(...args: [...Ids, options?: CallOptions]): Promise<JobRun>;
  /** Kind `InvalidInput` for a run that is still active; nothing is sent. */
  delete(...args: [...Ids, options?: CallOptions]): Promise<void>;
}

/** The runs of jobs. Every rejection is a `WxdiError`. */
export interface Runs extends RunActions<[job: string, run: string]> {
  /** The runs of a job, as far as known newest first. A failed page rejects the iteration. */
  list(job: string, filter?: RunFilter & CallOptions): Listing<JobRun>;
  /**
   * The runs of all jobs that match, each once, in no particular order. Finished runs of a time are found by a search in
   * pages of 200. Its index may lag: with `exact`, and if it is refused or incomplete, the lists of all jobs are read, at
   * most eight at once. Active runs are always read from the lists.
   */
  search(search?: RunsSearch & CallOptions): Listing<JobRun>;
  /**
   * Copies the runs of all jobs, with logs, to a folder, before the service forgets them; `openArchive` reads it. A second
   * call adds what is new: an archived run never gets less, and one that the service has deleted stays. After a crash the
   * next call continues. Two calls for the same folder must not run at once. Kind `InvalidInput` if the folder has other
   * files, or cannot be written. Rejects in browsers and workers.
   */
  archive(folder: string, options?: ArchiveOptions & CallOptions): Promise<ArchivedRuns>;
  /** The run that was created last. */
  latest(job: string, options?: CallOptions): Promise<JobRun>;
  /** The one run that has not finished. */
  active(job: string, options?: CallOptions): Promise<JobRun>;
  /** The one run with exactly this name. */
  find(job: string, name: string, options?: CallOptions): Promise<JobRun>;
  /** Active runs that are older than `olderThanMs`. */
  stale(job: string, options: StaleOptions & CallOptions): Listing<JobRun>;
  /**
   * Deletes finished runs, eight at once; a failed deletion does not stop the others. It also resolves after an abort,
   * with a report of each run.
   */
  deleteMany(job: string, runs: readonly string[], options?: CallOptions): Promise<DeleteReport>;
  /** Requests the cancellation of several runs, and reports each as `deleteMany` does. */
  cancelMany(job: string, runs: readonly string[], options?: CallOptions): Promise<CancelReport>;
  /** The finished runs that the rules do not keep, newest first. */
  prunable(job: string, rules: KeepRules, options?: CallOptions): Promise<readonly string[]>;
  /** Deletes the finished runs that the rules do not keep; `{ all: true }` keeps none. */
  prune(job: string, rules: KeepRules, options?: CallOptions): Promise<DeleteReport>;
  /** A handle on a run, from its ids or from the text of another handle. */
  handle(job: string, run: string): RunHandle;
  handle(text: string): RunHandle;
}

/** One run, to wait for, follow or cancel. Its text (`String(handle)`) resumes it in another process. */
export interface RunHandle extends RunActions<[]> {
  readonly jobId: string;
  readonly runId: string;
  /** The run as returned by `start`; absent on a handle made from ids. */
  readonly started?: JobRun;
  /** Key of the start; absent on a handle made from ids. */
  readonly key?: string;
  /** Whether the start found an existing run by its key instead of creating one. */
  readonly adopted?: boolean;
  /**
   * Whether the run succeeded and was deleted since: `started` has what the journal knows of it, `wait` and `follow`
   * return that, and all else is `NotFound`.
   */
  readonly gone?: boolean;
  toString(): string;
  /** The text of the handle: `JSON.stringify` shows nothing of the run. */
  toJSON(): string;
}

/**
 * Ids by exact name. Kind `NotFound` for none, `AmbiguousName` for several. Only a search knows these names: what is new
 * may not be found yet, and without permission to search, only ids can be used.
 */
export interface Ids {
  /** Of a flow of DataStage or StreamSets, for the `assetId` of a job. */
  flow(name: string, options?: CallOptions): Promise<string>;
  /** Of an environment, for the `environmentId` of a job. */
  environment(name: string, options?: CallOptions): Promise<string>;
}

/** The jobs of one project or space, and their runs. */
export interface Client {
  readonly jobs: Jobs;
  readonly runs: Runs;
  readonly ids: Ids;
  /**
   * What happened in the project or space in a time: runs by state, what failed, was slow, did not start though scheduled,
   * is running, is stuck. It needs no more requests than listing the jobs and searching for the runs. What could not be
   * read is in `unreadable`; it rejects only if nothing can be read.
   */
  report(options?: ReportOptions & CallOptions): Promise<ProjectReport>;
  /**
   * Closes idle connections, so that the process can end immediately. Requests in progress end normally, and then close
   * their connections. A later call opens new ones.
   */
  close(): void;
  /** `await using client = createClient(…)` calls `close` at the end of the block. */
  [Symbol.asyncDispose](): Promise<void>;
}
