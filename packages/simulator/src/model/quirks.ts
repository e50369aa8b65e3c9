/**
 * What is publicly unknown about the service, or differs between its versions, as switches. Each names what is
 * unknown; the default is the likeliest reading. A client that is right passes under every setting.
 */
export interface Quirks {
  /** Which years' bodies to imitate: optional members, `last_run_*`, metadata of list rows, metrics, logs. */
  readonly dialect: '2020' | '2022' | '2026';
  /** Form of batch metrics; both 2026 forms were seen on one cluster on one day. `dialect`: that of the year. */
  readonly metricsForm: 'dialect' | '2022' | '2026-short' | '2026-long';
  /** Form of a log body: lines, or (2022/2023) one string that holds a JSON array. */
  readonly logForm: 'dialect' | 'lines' | 'json-array';

  /** Shape of `next` while there are more rows: inner members were never captured. */
  readonly nextForm: 'object' | 'string';
  /** Shape of `next` on the last page. */
  readonly nextAtEnd: 'absent' | 'null' | 'empty-string' | 'empty-object';
  /** Whether a full last page announces one more page, which is then empty. */
  readonly emptyLastPage: boolean;
  /** Largest `limit` of a list: sources say 100 and 200. */
  readonly pageCeiling: number;
  /** What a `limit` above the ceiling does. */
  readonly overCeiling: 'clamp' | 400;
  /** What a `limit` of 0, a negative or no number does. */
  readonly badLimit: 400 | 'default';
  /** Order of the job list; no documented guarantee. */
  readonly jobOrder: ListOrder;
  /** Order of the run list: newest first in every capture, but no documented guarantee. */
  readonly runOrder: ListOrder;
  /** How long after its start a run is missing from the run list. */
  readonly listLagMs: number;

  /** State in which a run is born. Captured: Starting, Running; documented: Queued. */
  readonly firstState: 'Queued' | 'Starting' | 'Running';
  /** How long totals, metrics, `duration` and `execution_end` lag behind a terminal state; `never`: for ever. */
  readonly totalsLagMs: number | 'never';
  /** Longest description that a run keeps: whether the service trims is unknown. `null`: no limit, 0: dropped. */
  readonly runDescriptionLimit: number | null;
  /** Status of a start whose flow is not compiled (a Failed run is recorded all the same). */
  readonly failedStartStatus: 400 | 404 | 409 | 422 | 500;

  /** Status of a successful job deletion; 202 means that the job is still there for `deletionMs`. */
  readonly jobDeleteStatus: 204 | 202;
  /** Status of a successful run deletion; as above. */
  readonly runDeleteStatus: 204 | 202;
  /** How long a deletion answered with 202 takes. */
  readonly deletionMs: number;
  /** Deleting a job with an active run is refused: how. `silent`: 204, and nothing is deleted. */
  readonly deleteActiveJob: RefusedDelete;
  /** Deleting an unfinished run is refused: how. */
  readonly deleteActiveRun: RefusedDelete;

  /** Status of a successful cancel, pause or resume: docs show 204, one client compares with 200. */
  readonly controlStatus: 204 | 200;
  /** Cancelling a finished run. */
  readonly cancelFinished: 409 | 204 | 400 | 404;
  /** Cancelling a run that is Queued, Starting, Paused or Resuming: documented for Running only. */
  readonly cancelNotRunning: 'accept' | 400 | 409;
  /** Pausing a Running batch run. (A streaming run refuses: documented.) */
  readonly pauseBatch: 'accept' | 400 | 409;
  /** Pausing a run that is not Running, resuming one that is not Paused. */
  readonly controlWrongState: 400 | 409;
  /** `refresh_state` of a finished run. */
  readonly refreshFinished: 200 | 400 | 404 | 409;

  /** The run list of an unknown job: 404 is not in the published description. */
  readonly runsOfUnknownJob: 404 | 'empty';
  /** A project or space that does not exist, or is not yours. */
  readonly wrongScope: 404 | 403;
  /** An unknown spelling in `states`. */
  readonly unknownState: 'no-match' | 'ignore' | 400;
  /** Whether `state`, as the docs write it, works beside `states`. */
  readonly stateAlias: boolean;

  /** Which RFC 6902 operations PATCH takes; others are refused with 400. */
  readonly patchOps: 'add-replace' | 'add-replace-remove';
  /** Whether a PATCH with a refused operation leaves the earlier ones in effect. */
  readonly patchAtomic: boolean;
  /** What an invalid cron text does. */
  readonly invalidCron: 400 | 'accept';
  /** What a retention with both days and amount does. */
  readonly retentionBoth: 400 | 'accept';

  /** Which lines `limit` keeps of a log. */
  readonly logsLimit: 'tail' | 'head';
  /** The log of an active streaming run: where it comes from on the wire is unknown. */
  readonly streamingLogs: 'lines' | 'empty' | 404;
  /** The log of a streaming run after its end: not kept. */
  readonly streamingLogsAfterEnd: 'empty' | 400 | 404;
  /** Whether a streaming run's body carries its metrics while it is active: their place is unknown. */
  readonly streamingMetrics: 'configuration' | 'absent';

  /** What a job shows in place of its offset after a reset. */
  readonly offsetAfterReset: 'null' | 'absent' | 'empty-object';

  /** Shape of error bodies: the platform's `{errors, trace}` or the flat one of the published description. */
  readonly errorShape: 'platform' | 'flat';
  /** Spelling of the trace member. */
  readonly traceMember: 'trace' | 'trace_id' | 'traceId';
}

export type ListOrder = 'newest-first' | 'oldest-first' | 'shuffled';
export type RefusedDelete = 409 | 400 | 403 | 'silent';

export const defaultQuirks: Quirks = {
  dialect: '2026',
  metricsForm: 'dialect',
  logForm: 'dialect',
  nextForm: 'object',
  nextAtEnd: 'absent',
  emptyLastPage: false,
  pageCeiling: 100,
  overCeiling: 'clamp',
  badLimit: 400,
  jobOrder: 'newest-first',
  runOrder: 'newest-first',
  listLagMs: 0,
  firstState: 'Starting',
  totalsLagMs: 0,
  runDescriptionLimit: null,
  failedStartStatus: 400,
  jobDeleteStatus: 204,
  runDeleteStatus: 204,
  deletionMs: 500,
  deleteActiveJob: 409,
  deleteActiveRun: 409,
  controlStatus: 204,
  cancelFinished: 409,
  cancelNotRunning: 'accept',
  pauseBatch: 'accept',
  controlWrongState: 409,
  refreshFinished: 200,
  runsOfUnknownJob: 404,
  wrongScope: 404,
  unknownState: 'no-match',
  stateAlias: false,
  patchOps: 'add-replace-remove',
  patchAtomic: true,
  invalidCron: 400,
  retentionBoth: 400,
  logsLimit: 'tail',
  streamingLogs: 'lines',
  streamingLogsAfterEnd: 'empty',
  offsetAfterReset: 'null',
  streamingMetrics: 'configuration',
  errorShape: 'platform',
  traceMember: 'trace',
};
