export type { CallOptions, Client, FollowEvent, Jobs, Listing, RunHandle, Runs } from './client/client.js';
export type { Attempt, Auth, ClientOptions } from './client/options.js';
export type { Region } from './client/regions.js';
export type { Limits } from './http/limits.js';
export type {
  FailureKind,
  HttpRequest,
  HttpResponse,
  Transport,
  TransportFailure,
} from './http/transport.js';
export { createNodeTransport } from './http/node-transport.js';
export { createClient } from './client/create-client.js';
export { defaultLimits } from './http/limits.js';
export { regions } from './client/regions.js';
export { WxdiError } from './error.js';

export type {
  Backoff,
  CancelResult,
  Clock,
  EnvironmentVariable,
  FinishedRun,
  FinishedRunState,
  FollowOptions,
  FollowResult,
  Issue,
  Job,
  JobChanges,
  JobDraft,
  JobFilter,
  JobId,
  JobRun,
  JsonObject,
  KnownRunState,
  LinkMetrics,
  LogEntry,
  Notifications,
  Outcome,
  Parameter,
  ParameterSet,
  PollSettings,
  Retention,
  RetrySettings,
  RunDraft,
  RunEvent,
  RunFilter,
  RunId,
  RunMetrics,
  RunState,
  ScheduleWindow,
  Severity,
  StageMetrics,
} from '@wxdi/core';
export { isFinished, isFinishedRun, isKnownRunState, isUuid, keepsOffset, knownRunStates } from '@wxdi/core';
