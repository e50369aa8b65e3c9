/**
 * Switches for behaviour of the service that is undocumented or differs between versions. The default is the most likely
 * behaviour. A correct client works with every setting.
 */
export interface Quirks {
  /** The year whose bodies to imitate: optional properties, `last_run_*`, metadata of list rows, metrics, logs. */
  readonly dialect: '2020' | '2022' | '2026';
  /** Format of batch metrics; both 2026 formats were seen on one cluster on one day. `dialect`: the format of that year. */
  readonly metricsForm: 'dialect' | '2022' | '2026-short' | '2026-long';
  /** Format of a log body: lines, or (2022/2023) one string that contains a JSON array. */
  readonly logForm: 'dialect' | 'lines' | 'json-array';

  /** Type of `next` if there are more rows. Its inner properties were never captured. */
  readonly nextForm: 'object' | 'string';
  /** Value of `next` on the last page. */
  readonly nextAtEnd: 'absent' | 'null' | 'empty-string' | 'empty-object';
  /** Whether a full last page has a `next` that leads to an empty page. */
  readonly emptyLastPage: boolean;
  /** Maximum `limit` of a list: sources say 100 and 200. */
  readonly pageCeiling: number;
  /** Result of a `limit` above the maximum. */
  readonly overCeiling: 'clamp' | 400;
  /** Result of a `limit` that is 0, negative or not a number. */
  readonly badLimit: 400 | 'default';
  /** Order of the job list. Undocumented. */
  readonly jobOrder: ListOrder;
  /** Order of the run list. Newest first in every capture, but undocumented. */
  readonly runOrder: ListOrder;
  /** How many rows of the previous page a page repeats, before its own: a list that shifts between two pages. */
  readonly pageOverlap: number;
  /** What the rows of the job list have: everything but what the dialect omits, or no settings. */
  readonly jobRows: 'whole' | 'slim';
  /** How long a new run is missing from the run list. */
  readonly listLagMs: number;

  /** First state of a run. Captured: Starting, Running; documented: Queued. */
  readonly firstState: 'Queued' | 'Starting' | 'Running';
  /** Delay of totals, metrics, `duration` and `execution_end` after a terminal state. `never`: they are never set. */
  readonly totalsLagMs: number | 'never';
  /** Maximum length of a run's description; a longer one is cut. `null`: no limit; 0: dropped. Undocumented. */
  readonly runDescriptionLimit: number | null;
  /** Status of a start whose flow is not compiled. A Failed run is recorded all the same. */
  readonly failedStartStatus: 400 | 404 | 409 | 422 | 500;

  /** Status of a successful job deletion. With 202 the job still exists for `deletionMs`. */
  readonly jobDeleteStatus: 204 | 202;
  /** Status of a successful run deletion. With 202 the run still exists for `deletionMs`. */
  readonly runDeleteStatus: 204 | 202;
  /** Duration of a deletion with status 202. */
  readonly deletionMs: number;
  /** Status of the deletion of a job with an active run. `silent`: 204, but nothing is deleted. */
  readonly deleteActiveJob: RefusedDelete;
  /** Status of the deletion of an active run. `silent`: 204, but nothing is deleted. */
  readonly deleteActiveRun: RefusedDelete;

  /** Status of a successful cancel, pause or resume. The documentation says 204; one client expects 200. */
  readonly controlStatus: 204 | 200;
  /** Status of the cancellation of a finished run. */
  readonly cancelFinished: 409 | 204 | 400 | 404;
  /** Cancellation of a run that is Queued, Starting, Paused or Resuming. Documented only for Running. */
  readonly cancelNotRunning: 'accept' | 400 | 409;
  /** Pausing of a Running batch run. A streaming run cannot be paused, as documented. */
  readonly pauseBatch: 'accept' | 400 | 409;
  /** Status of pausing a run that is not Running, and of resuming one that is not Paused. */
  readonly controlWrongState: 400 | 409;
  /** Status of `refresh_state` for a finished run. */
  readonly refreshFinished: 200 | 400 | 404 | 409;

  /** Run list of an unknown job. The published description does not mention 404. */
  readonly runsOfUnknownJob: 404 | 'empty';
  /** Status for a project or space that does not exist or is not accessible. */
  readonly wrongScope: 404 | 403;
  /** Handling of an unknown value in `states`. */
  readonly unknownState: 'no-match' | 'ignore' | 400;
  /** Whether `state`, which the documentation uses, works as well as `states`. */
  readonly stateAlias: boolean;

  /** Whether names of jobs that differ in case are different. */
  readonly jobNames: 'exact' | 'any-case';
  /** Order of parameters, parameter sets and environment variables in the body of a job. */
  readonly settingsOrder: 'kept' | 'reversed';
  /** Retention of a job that has none. `{}` was captured in an export. */
  readonly noRetention: 'absent' | 'empty-object';
  /** Members that the service adds to a job: those that were captured, or also unknown ones, in lists and configuration. */
  readonly addedMembers: 'captured' | 'unknown';

  /** What a PATCH does. `none`: 200, but nothing changes. */
  readonly patchEffect: 'applied' | 'none';
  /** RFC 6902 operations that PATCH accepts; others are rejected with 400. */
  readonly patchOps: 'add-replace' | 'add-replace-remove';
  /** Whether a PATCH with a rejected operation undoes the earlier ones. */
  readonly patchAtomic: boolean;
  /** Handling of an invalid cron expression. */
  readonly invalidCron: 400 | 'accept';
  /** Handling of a retention policy with both days and amount. */
  readonly retentionBoth: 400 | 'accept';

  /** Which lines of a log `limit` and `logWindow` keep. */
  readonly logsLimit: 'tail' | 'head';
  /** Maximum number of lines of a log that the service returns; `total_count` counts all. `null`: no maximum. Undocumented. */
  readonly logWindow: number | null;
  /** How long a new run has no log: 404. */
  readonly logLagMs: number;
  /** Log of an active streaming run. Its place on the wire is unknown. */
  readonly streamingLogs: 'lines' | 'empty' | 404;
  /** Log of a streaming run after its end. The service does not keep it. */
  readonly streamingLogsAfterEnd: 'empty' | 400 | 404;
  /** Place of the metrics of an active streaming run. Unknown. */
  readonly streamingMetrics: 'configuration' | 'absent';

  /** Value of a job's offset after a reset. */
  readonly offsetAfterReset: 'null' | 'absent' | 'empty-object';

  /** Status of every search, for callers that may not search. `false`: it is allowed. */
  readonly searchRefused: false | 400 | 403 | 404 | 501;
  /** How old the index of the search is: newer jobs, runs and states are missing in it. Unknown. */
  readonly searchLagMs: number;
  /** Whether a search returns the entities that it is asked for. Unknown for some types. */
  readonly searchEntities: 'honored' | 'missing';
  /** Maximum `limit` of a search, and its default. */
  readonly searchCeiling: number;
  /** Result of a `limit` above the maximum. Unknown. */
  readonly searchOverCeiling: 'clamp' | 400;
  /** What a quoted phrase matches: any name with its words in this order, or only this name. */
  readonly searchPhrase: 'words' | 'exact';
  /** How integers are written in a search. */
  readonly searchNumbers: 'floats' | 'integers';
  /** What `name` does in the lists of projects and spaces. Unknown. */
  readonly nameFilter: 'part' | 'exact' | 'ignored';

  /** Format of error bodies: `{errors, trace}` of the platform, or the flat format of the published description. */
  readonly errorShape: 'platform' | 'flat';
  /** Name of the trace property. */
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
  pageOverlap: 0,
  jobRows: 'whole',
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
  jobNames: 'exact',
  settingsOrder: 'kept',
  noRetention: 'absent',
  addedMembers: 'captured',
  patchEffect: 'applied',
  patchOps: 'add-replace-remove',
  patchAtomic: true,
  invalidCron: 400,
  retentionBoth: 400,
  logsLimit: 'tail',
  logWindow: null,
  logLagMs: 0,
  streamingLogs: 'lines',
  streamingLogsAfterEnd: 'empty',
  offsetAfterReset: 'null',
  streamingMetrics: 'configuration',
  searchRefused: false,
  searchLagMs: 0,
  searchEntities: 'honored',
  searchCeiling: 200,
  searchOverCeiling: 'clamp',
  searchPhrase: 'words',
  searchNumbers: 'floats',
  nameFilter: 'part',
  errorShape: 'platform',
  traceMember: 'trace',
};
