export type {
  EnvironmentVariable,
  Parameter,
  ParameterPath,
  ParameterSet,
  ParameterSetChange,
} from './domain/parameters.js';
export type { FinishedRun, JobRun, RunReason } from './domain/job-run.js';
export type {
  ActiveRunState,
  FinishedRunState,
  KnownRunState,
  RunState,
  SucceededRunState,
} from './domain/run-state.js';
export type { Job, Notifications, Retention, ScheduleWindow } from './domain/job.js';
export type { JobId, RunId } from './domain/ids.js';
export type { JsonObject } from './domain/json.js';
export type {
  LinkMetrics,
  PipelineMetrics,
  PipelineStageMetrics,
  RunMetrics,
  StageInstance,
  StageMetrics,
} from './domain/metrics.js';
export type { NamedInputs, UnknownParameter } from './domain/unknown-parameters.js';
export { unknownParameters } from './domain/unknown-parameters.js';
export type { ClockOffset, Exclusion, TimeOfDay, Weekday } from './domain/schedule.js';
export type { LogEntry, RunLog, Severity } from './domain/log-entry.js';
export {
  activeRunStates,
  canCancel,
  canPause,
  canResume,
  isFinished,
  isKnownRunState,
  knownRunStates,
  runStateOf,
  succeeded,
} from './domain/run-state.js';
export { cronIssues } from './domain/cron.js';
export { cronTimes } from './domain/cron-times.js';
export { defined } from './domain/defined.js';
export { isJsonObject } from './domain/json.js';
export { parseJson, printJson } from './domain/json-text.js';
export { daily, hourly, minutely, monthly, weekly } from './domain/schedule.js';
export { environmentOf, environmentVariable, mergeVariables, parameterPath } from './domain/parameters.js';
export { hasMetrics } from './domain/metrics.js';
export { mergeByName } from './domain/merge.js';
export { isFinishedRun } from './domain/job-run.js';
export { isRunKey } from './domain/run-key.js';
export { isUuid, jobId, runId } from './domain/ids.js';
export { keepsOffset } from './domain/job.js';
export { isSecretName } from './domain/secret-names.js';
export type { DesiredJob, JobDocument, JobSpec } from './domain/job-document.js';
export { ownerOf, withoutOwner } from './domain/owner-mark.js';

export type { Change, NamedChange } from './analysis/change.js';
export type { Comparison, Explanation, GoodRun, NextStep, WarnLimit } from './analysis/explanation.js';
export type { FailedStage } from './analysis/failed-stage.js';
export type { FireWindow, MissedFires } from './analysis/missed-fires.js';
export type { JobOverview } from './analysis/job-overview.js';
export type { JobSort, RunSort, SortKey } from './analysis/sort.js';
export type { JobHistory, RunOfHistory } from './analysis/history.js';
export type { LogEvidence, LogFindings, LogMessages, ReadFailure } from './analysis/log-findings.js';
export type { MessageDiff } from './analysis/message-diff.js';
export type { MessageGroup } from './analysis/messages.js';
export type { Pace, PaceVerdict } from './analysis/usual.js';
export type {
  FailedRun,
  JobOfReport,
  MissedStart,
  Report,
  ReportJob,
  ReportRun,
  RunningRun,
  SlowRun,
  Unjudged,
  UnreadablePart,
} from './analysis/report.js';
export type { ReportFrame } from './analysis/report-of.js';
export type { RowsChange } from './analysis/row-changes.js';
export type { RunDiff, RunEvidence } from './analysis/run-diff.js';
export type { Spread, Trend } from './analysis/spread.js';
export { diffRuns, inputsDiffer } from './analysis/run-diff.js';
export { elapsedSeconds, newestFirst, queueSeconds } from './analysis/run-times.js';
export { evidenceOf, findingsOf } from './analysis/log-findings.js';
export { explain } from './analysis/explanation.js';
export { firstFailedStage } from './analysis/failed-stage.js';
export { groupMessages, isErrorEntry } from './analysis/messages.js';
export { historyOf } from './analysis/history.js';
export { isStuck, judgePace, usualSeconds } from './analysis/usual.js';
export { lastGoodBefore } from './analysis/last-good.js';
export { median, quantile } from './analysis/quantile.js';
export { missedFires } from './analysis/missed-fires.js';
export { nextRunAt } from './analysis/next-run.js';
export { jobSortKey, runSortKey, sortRows } from './analysis/sort.js';
export { reportOf } from './analysis/report-of.js';
export { spreadOf } from './analysis/spread.js';

export type { ApiError, ApiReason, AttemptClass, Issue, RequestInfo } from './errors/api-error.js';
export type { Effect } from './errors/translate.js';
export type {
  Aborted,
  AmbiguousName,
  DeadlineExceeded,
  InvalidInput,
  NotApplied,
  NotFound,
  NotPermitted,
  Outcome,
  OutcomeUnknown,
  Refused,
  Unavailable,
  Undecodable,
  WorkflowError,
} from './errors/workflow-error.js';
export { classifyStatus } from './errors/classify.js';
export { translate } from './errors/translate.js';
export {
  aborted,
  afterStart,
  ambiguousName,
  deadlineExceeded,
  inStep,
  invalidInput,
  notApplied,
  notFound,
  notPermitted,
  outcomeUnknown,
  refused,
  unavailable,
  undecodable,
} from './errors/workflow-error.js';

export type {
  ApiRequest,
  ApiResponse,
  HasApi,
  JobsApi,
  OperationId,
  UnreadableRow,
} from './ports/jobs-api.js';
export type { Cancel, HasCancel } from './ports/cancel.js';
export type { Clock, HasClock } from './ports/clock.js';
export type { Folder, FolderError, HasFolder } from './ports/folder.js';
export type {
  HasJournal,
  Journal,
  JournalEntry,
  JournalError,
  KeyPattern,
  JournalPace,
} from './ports/journal.js';
export type { HasNames, Names } from './ports/names.js';
export type { HasScope } from './ports/scope.js';
export type { HasRandom, Random } from './ports/random.js';
export type { HasRetry } from './ports/retry.js';
export type { HasThrottle } from './ports/throttle.js';
export type { HasPoll, HasSettle } from './ports/waiting.js';
export { effectOf } from './ports/jobs-api.js';
export { never } from './ports/cancel.js';

export type { Chunk, Stream, Turn } from './effect/stream.js';
export type { CancelScope } from './effect/cancel-scope.js';
export { attempt } from './effect/attempt.js';
export { cancelScope } from './effect/cancel-scope.js';
export { andThen, collect, forEach, mapValues, take, unfold } from './effect/stream.js';
export { loop } from './effect/loop.js';
export { onAbort } from './effect/on-abort.js';
export { parallel } from './effect/parallel.js';
export { pause } from './effect/pause.js';
export { race } from './effect/race.js';
export { withDeadline, withTimeout } from './effect/timeout.js';

export type { DocumentIssue, DocumentKeys } from './job-file/file-rule.js';
export type { DocumentOptions, JobAsDocument } from './job-file/document-of.js';
export type { HiddenValue } from './job-file/hidden-values.js';
export type { Lookup, NoValue, Reference, Resolved } from './job-file/references.js';
export { documentOf } from './job-file/document-of.js';
export { fileNames } from './job-file/file-names.js';
export { jobDocumentIssues } from './job-file/document-issues.js';
export { jobFileSchema } from './job-file/schema.js';
export { mergeDocuments } from './job-file/overlay.js';
export { mapReferences, referencesIn, referenceText, resolveReferences } from './job-file/references.js';
export type {
  FieldChange,
  Plan,
  PlannedAction,
  PlannedCreate,
  PlannedDelete,
  PlannedOperation,
  PlannedUpdate,
  PlanOptions,
  PlanScope,
  RefusedJob,
  UnchangedJob,
} from './plan/plan.js';
export { planJobs } from './plan/plan-jobs.js';
export { planSchema } from './plan/schema.js';

export type { Rule } from './options/rule.js';
export { refusalOf } from './options/given.js';
export { rule, rules } from './options/public.js';

export type { Backoff, FailedAttempt, RetryPolicy, RetrySettings } from './policy/retry.js';
export type { Overrides } from './policy/overrides.js';
export type { PollSettings } from './policy/poll.js';
export type { Quota } from './policy/quota.js';
export type { SettleSettings } from './policy/settle.js';
export { always, backoff, both, defaultRetry, retryAfter, retryPolicy, whenSafe } from './policy/retry.js';
export { defaultPoll, pollDelay } from './policy/poll.js';
export { withOverrides } from './policy/overrides.js';
export { defaultSettle, settleDelay } from './policy/settle.js';
export { fullQuota, refill, spend } from './policy/quota.js';
export type { LaidRead, LogGap, LogRead, LogWindow } from './policy/log-window.js';
export { emptyWindow, gapAtEnd, layRead } from './policy/log-window.js';

export type { ArchivedLog, ArchivedMonth, ArchivedRun } from './archive/month.js';
export { jobPath, jobsPath, logPath, monthPath, monthsIn, runsPath } from './archive/layout.js';
export { logAnswer } from './archive/log-file.js';
export { monthFrom } from './archive/month.js';
export type { ArchiveCounts, ArchivedLogs } from './workflow/archive-job.js';
export type { ArchiveOptions, ArchiveReport } from './workflow/archive-runs.js';
export { archiveRuns } from './workflow/archive-runs.js';
export { checkArchive } from './workflow/archive-marker.js';
export type { ApplyOptions, ApplyReport, JobReport } from './workflow/apply-plan.js';
export type { CanceledRuns, CancelOptions, CancelResult } from './workflow/cancel-run.js';
export type { BatchEvent, BatchItem, BatchOrder } from './batch/batch.js';
export type { BatchOptions, RunBatchEnv } from './workflow/run-batch.js';
export type { CanceledBatch } from './workflow/batch-status.js';
export type { ChainOptions, ChainStep, StepResult } from './workflow/run-chain.js';
export type { DeletedJobs, DeleteJobOptions } from './workflow/delete-job.js';
export type { DeletedRuns, KeepRules } from './workflow/prune-runs.js';
export type { ExportedJob, ExportedJobs, ExportOptions } from './workflow/export-jobs.js';
export type { FollowEnv, FollowOptions } from './workflow/follow-run.js';
export type { FollowResult, RunEvent } from './workflow/run-event.js';
export type { JobChanges } from './wire/job-changes.js';
export type { EditedJob, JobEdit } from './wire/job-edit.js';
export type { JobUpdate } from './workflow/update-job.js';
export type { UpdatedJobs } from './workflow/update-jobs.js';
export type { UpdateOptions } from './workflow/patch-job.js';
export type { JobDraft, RunDraft } from './wire/requests.js';
export type { ComparedRuns } from './workflow/explain-run.js';
export type { JobOverviews, OverviewOptions } from './workflow/job-overviews.js';
export type { HistoryOptions, JudgedHistory } from './workflow/job-history.js';
export type { LastGoodRun } from './workflow/last-good-run.js';
export type { Masked, RunLike } from './wire/request-like.js';
export type { JobFilter } from './workflow/list-jobs.js';
export type { RunFailure } from './workflow/runs-of-jobs.js';
export type { ProjectReport, ReportOptions, ReportSource } from './workflow/project-report.js';
export type { RunSearch } from './workflow/run-search.js';
export type { FoundRuns, RunSearchSummary } from './workflow/search-runs.js';
export type { RunFilter } from './workflow/list-runs.js';
export type { StaleOptions } from './workflow/stale-runs.js';
export type { CompleteOptions, StartWarning } from './workflow/complete-draft.js';
export type { StartJobEnv, StartJobOptions } from './workflow/start-job.js';
export type { SeenRun, StartDecision, StartSeen } from './workflow/decide-start.js';
export type { StartOnceEnv } from './workflow/start-once.js';
export type { Started } from './workflow/started.js';
export type { StartOnceOptions } from './workflow/start-plan.js';
export type { RunPolicy } from './workflow/retry-run.js';
export type {
  RunJobEnv,
  RunJobOptions,
  RunJobsOptions,
  RunOutcome,
  RunReport,
  RunRequest,
} from './workflow/run-jobs.js';
export { applyPlan } from './workflow/apply-plan.js';
export { readPlan } from './workflow/read-plan.js';
export { activeRun, findRun, latestRun } from './workflow/find-run.js';
export { awaitRun, awaitState } from './workflow/await-run.js';
export { cancelRun, cancelRuns } from './workflow/cancel-run.js';
export { createJob } from './workflow/create-job.js';
export { createOnce } from './workflow/create-once.js';
export { decideStart } from './workflow/decide-start.js';
export { deleteJob, deleteJobs } from './workflow/delete-job.js';
export { deleteRun } from './workflow/delete-run.js';
export { deleteRuns, prunableRuns, pruneRuns } from './workflow/prune-runs.js';
export { draftOf, ownConfiguration } from './wire/draft-of.js';
export { mergeChanges } from './wire/job-edit.js';
export { jobEditIssues } from './options/job-edit.js';
export { runDraftIssues } from './options/run-draft.js';
export { ownEnvironment, ownParameters } from './wire/filled-in.js';
export { requestLike } from './wire/request-like.js';
export { instant } from './wire/time.js';
export { fingerprint } from './wire/request-hash.js';
export { compareRuns, explainRun } from './workflow/explain-run.js';
export { leanRun } from './workflow/newest-runs.js';
export { jobOverviews } from './workflow/job-overviews.js';
export { jobHistory } from './workflow/job-history.js';
export { lastGoodRun } from './workflow/last-good-run.js';
export { exportJobs } from './workflow/export-jobs.js';
export { findEnvironment, findFlow } from './workflow/find-asset.js';
export { findJob } from './workflow/find-job.js';
export { findProject, findSpace } from './workflow/find-scope.js';
export { lucenePhrase } from './wire/lucene.js';
export { projectReport, reportFrom } from './workflow/project-report.js';
export { searchActive, searchRuns } from './workflow/search-runs.js';
export { followRun } from './workflow/follow-run.js';
export { getJob } from './workflow/get-job.js';
export { getLogs, readLog, tailLogs } from './workflow/get-logs.js';
export { getMetrics } from './workflow/get-metrics.js';
export { getRun } from './workflow/get-run.js';
export { listJobs } from './workflow/list-jobs.js';
export { listRuns } from './workflow/list-runs.js';
export { mergeEnvironment, startRun } from './workflow/start-run.js';
export { patchJob } from './workflow/patch-job.js';
export { pauseRun, resumeRun } from './workflow/control-run.js';
export { recordEnd } from './workflow/journal-steps.js';
export { refreshRun } from './workflow/refresh-run.js';
export { resetOffset } from './workflow/reset-offset.js';
export { retryRun, unlessCanceled } from './workflow/retry-run.js';
export { previewBatch, runBatch } from './workflow/run-batch.js';
export { batchStatus, cancelBatch } from './workflow/batch-status.js';
export { runChain } from './workflow/run-chain.js';
export { runJob, runJobs } from './workflow/run-jobs.js';
export { startFromBeginning, startJob } from './workflow/start-job.js';
export { previewStart, startOnce } from './workflow/start-once.js';
export { staleRuns } from './workflow/stale-runs.js';
export { updateJob } from './workflow/update-job.js';
export { updateJobs } from './workflow/update-jobs.js';
