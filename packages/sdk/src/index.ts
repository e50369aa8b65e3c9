export type { CallOptions, Listing } from './client/calls.js';
export type {
  AppliedJob,
  AppliedPlan,
  ApplyOptions,
  CancelReport,
  ChainOrder,
  ChainReport,
  Client,
  DeleteJobsReport,
  UpdateJobsReport,
  DeleteReport,
  FollowEvent,
  Ids,
  Jobs,
  ManyOptions,
  PatchOperation,
  PreviewOptions,
  RunHandle,
  RunOrder,
  RunReport,
  Runs,
  StartOptions,
} from './client/client.js';
export type {
  Batches,
  BatchProgress,
  BatchReport,
  BatchRunOptions,
  BatchRunOrder,
} from './client/batches.js';
export type { OverviewFilter, RunsSearch, RunsSummary, UnreadRuns } from './client/search.js';
export type { UnscopedOptions } from './client/find-scope.js';
export type { OwnNames } from './options/own-names.js';
export type { Attempt, ClientOptions } from './options/client-options.js';
export type { Auth } from './auth/auth.js';
export type { TokenSource } from './auth/bearer-token.js';
export type { Credential } from './auth/credential.js';
export type { CredentialContext } from './auth/credential-of.js';
export type { EnvironmentOptions } from './environment/options.js';
export type { Environment, ReadFile } from './environment/variables.js';
export type { Region } from './options/regions.js';
export type { FetchTransportOptions } from './http/fetch-transport.js';
export type { OwnJournal, OwnPace } from './journal/own-journal.js';
export type { Limits } from './http/limits.js';
export type { NodeTransport, NodeTransportOptions } from './http/node-transport.js';
export type { TlsOptions } from './http/tls-options.js';
export type { Recording, RecordOptions } from './record/record-transport.js';
export type { RecordedRequest, Replay } from './record/replay.js';
export type { ProxyDecision } from './http/proxy/choose.js';
export type { ProxyOptions } from './http/proxy/options.js';
export type {
  FailureKind,
  HttpRequest,
  HttpResponse,
  Transport,
  TransportFailure,
} from './http/transport.js';
export type { RateLimit } from './http/with-rate-limit.js';
export type { AttemptReport, RetryOptions } from './http/with-retry.js';
export type { AttemptEnd, AttemptStart, Span, Tracer } from './http/with-tracing.js';
export { Secret } from './secrets/secret.js';
export { credentialOf } from './auth/credential-of.js';
export { originOf } from './auth/origin.js';
export { jwtClaims } from './secrets/jwt.js';
export { scrubber } from './secrets/scrubber.js';
export { authFromEnvironment } from './environment/auth.js';
export { optionsFromEnvironment } from './environment/options.js';
export { tlsFromEnvironment } from './environment/tls.js';
export { withAuth } from './auth/with-auth.js';
export { errorOf } from './http/error-of.js';
export { isHtmlPage } from './http/page.js';
export { fetchTransport } from './http/fetch-transport.js';
export { createNodeTransport, recordTransport, replayTransport } from './platform/platform.js';
export { decideProxy } from './http/proxy/choose.js';
export { proxyFromEnvironment } from './environment/proxy.js';
export { withRateLimit } from './http/with-rate-limit.js';
export { withRedirects } from './http/with-redirects.js';
export { withRetry } from './http/with-retry.js';
export { withTracing } from './http/with-tracing.js';
export { findProject, findSpace } from './client/find-scope.js';
export type { ArchivedRuns } from './client/archived-runs.js';
export { openArchive } from './client/open-archive.js';
export { createClient } from './client/create-client.js';
export { defaultLimits } from './http/limits.js';
export { regions } from './options/regions.js';
export { schedule } from './client/schedule.js';
export { WxdiError } from './error.js';

export type { Refusal } from '@wxdi/bindings';
export { segmentRefusal } from '@wxdi/bindings';

export type {
  ArchivedLogs,
  ArchiveOptions,
  Backoff,
  CancelOptions,
  CancelResult,
  Change,
  Clock,
  ClockOffset,
  ComparedRuns,
  Comparison,
  DeleteJobOptions,
  DesiredJob,
  DocumentIssue,
  DocumentKeys,
  EnvironmentVariable,
  Exclusion,
  Explanation,
  ExportedJob,
  ExportedJobs,
  ExportOptions,
  FailedRun,
  FailedStage,
  FieldChange,
  FinishedRun,
  FinishedRunState,
  FollowOptions,
  FollowResult,
  HistoryOptions,
  Issue,
  EditedJob,
  Job,
  JobChanges,
  JobDocument,
  JobDraft,
  JobEdit,
  JobFilter,
  JobHistory,
  JobId,
  JobOverview,
  JobOfReport,
  JobRun,
  JobSort,
  JobSpec,
  JobUpdate,
  JournalEntry,
  KeyPattern,
  JsonObject,
  JudgedHistory,
  KeepRules,
  KnownRunState,
  LaidRead,
  LinkMetrics,
  LogEntry,
  LogFindings,
  LogGap,
  LogMessages,
  LogRead,
  LogWindow,
  Lookup,
  MessageDiff,
  MessageGroup,
  MissedStart,
  NamedChange,
  NextStep,
  NoValue,
  Masked,
  NamedInputs,
  Notifications,
  Outcome,
  Pace,
  PaceVerdict,
  Parameter,
  ParameterSet,
  ParameterSetChange,
  PipelineMetrics,
  PipelineStageMetrics,
  Plan,
  PlannedAction,
  PlannedCreate,
  PlannedDelete,
  PlannedOperation,
  PlannedUpdate,
  PlanOptions,
  PlanScope,
  PollSettings,
  ProjectReport,
  ReadFailure,
  Reference,
  RefusedJob,
  Report,
  ReportFrame,
  ReportJob,
  ReportOptions,
  ReportRun,
  Resolved,
  Retention,
  RetrySettings,
  RowsChange,
  RunDiff,
  RunDraft,
  RunEvent,
  RunFilter,
  RunId,
  RunLike,
  RunLog,
  RunMetrics,
  RunOfHistory,
  RunningRun,
  RunReason,
  RunSearch,
  RunSort,
  RunState,
  ScheduleWindow,
  SeenRun,
  SettleSettings,
  SortKey,
  Severity,
  SlowRun,
  Spread,
  StageInstance,
  StageMetrics,
  StaleOptions,
  StartDecision,
  StartOnceOptions,
  StartSeen,
  StartWarning,
  SucceededRunState,
  TimeOfDay,
  Trend,
  UnchangedJob,
  Unjudged,
  UnknownParameter,
  UnreadablePart,
  UnreadableRow,
  WarnLimit,
  UpdateOptions,
  Weekday,
} from '@wxdi/core';
export {
  activeRunStates,
  canCancel,
  canPause,
  canResume,
  cronIssues,
  decideStart,
  draftOf,
  elapsedSeconds,
  emptyWindow,
  environmentOf,
  environmentVariable,
  firstFailedStage,
  gapAtEnd,
  groupMessages,
  hasMetrics,
  inputsDiffer,
  instant,
  isErrorEntry,
  isFinished,
  isFinishedRun,
  isJsonObject,
  isKnownRunState,
  isRunKey,
  isSecretName,
  isUuid,
  jobDocumentIssues,
  jobEditIssues,
  runDraftIssues,
  jobFileSchema,
  jobSortKey,
  keepsOffset,
  knownRunStates,
  layRead,
  leanRun,
  mapReferences,
  median,
  mergeByName,
  mergeChanges,
  mergeDocuments,
  mergeVariables,
  nextRunAt,
  ownConfiguration,
  ownEnvironment,
  ownParameters,
  ownerOf,
  parameterPath,
  parseJson,
  planSchema,
  printJson,
  quantile,
  referencesIn,
  referenceText,
  reportOf,
  requestLike,
  resolveReferences,
  runSortKey,
  runStateOf,
  sortRows,
  succeeded,
  unknownParameters,
  usualSeconds,
  withoutOwner,
} from '@wxdi/core';
