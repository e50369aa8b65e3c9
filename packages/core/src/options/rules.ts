import type { Rule } from './rule.js';
import { cronIssues } from '../domain/cron.js';
import { instant } from '../wire/time.js';
import {
  anything,
  func,
  json,
  jsonObject,
  limit,
  list,
  members,
  number,
  oneOf,
  orNull,
  someText,
  text,
  that,
  whole,
  wholeLimit,
  yesOrNo,
} from './rule.js';

/** `PollSettings`: without an interval, or with a shrinking one, a wait would send too many requests. */
export const poll = members({
  firstMs: number(1),
  factor: number(1),
  capMs: number(1),
  jitter: number(0, 1),
  outageMs: limit(0),
  notFoundGraceMs: limit(0),
});

/** `SettleSettings`: the search must end. */
export const settle = members({ windowMs: number(0), firstMs: number(1), factor: number(1) });

const backoff = members({ attempts: whole(1), baseMs: number(1), capMs: number(1) }, [
  'attempts',
  'baseMs',
  'capMs',
]);

/** `RetrySettings`. */
export const retry = members({ transient: backoff, throttled: backoff, longestRetryAfterMs: limit(0) });

const states: Rule = list(someText);

const following = {
  until: states,
  logs: yesOrNo,
  timeoutMs: limit(0),
  justStarted: yesOrNo,
  poll,
};

/** `FollowOptions`. */
export const follow = members(following);

/** Runs in progress at once. */
export const atOnce: Rule = wholeLimit(1);

const startingOnce = {
  keyIn: oneOf('description', 'name', 'both'),
  keySinceMs: limit(0),
  retryFailed: yesOrNo,
  maxAttempts: wholeLimit(1),
  ifUnknown: oneOf('stop', 'resend'),
  settle,
};

/** `StartOnceOptions`. */
export const startOnce = members({ ...startingOnce, key: text });

const starting = {
  ...startingOnce,
  mergeEnvironment: yesOrNo,
  strictParameters: yesOrNo,
  onWarning: func,
  fromBeginning: yesOrNo,
};

/** `StartJobOptions`. */
export const start = members({ ...starting, key: text, like: someText });

const running = { ...starting, poll, timeoutMs: following.timeoutMs };

/** `RunJobOptions`. */
export const runJob = members({ ...running, key: text, like: someText });

/** `RunJobsOptions`. */
export const runJobs = members(running);

/** `BatchOptions`. */
export const batch = members({
  ...running,
  limit: atOnce,
  stopAfter: wholeLimit(1),
  perMinute: limit(1),
  timeoutEachMs: limit(0),
  existing: yesOrNo,
  onEvent: func,
});

/** `ChainOptions`. */
export const chain = members({ ...running, limit: atOnce, goesOn: func });

/** Options of a creation. */
export const create = members({ settle });

/** Options of a deletion of a job. */
export const deletion = members({ timeoutMs: limit(0) });

const ofJobs = {
  type: someText,
  assetId: someText,
  runId: someText,
  name: that('text or a function', (name) => typeof name === 'string' || typeof name === 'function'),
  onUnreadable: func,
};

/** `JobFilter`. */
export const jobFilter = members(ofJobs);

/** `OverviewOptions`. */
export const jobOverviews = members({ ...ofJobs, exact: yesOrNo, limit: wholeLimit(1) });

const time = that(
  'a time in ISO 8601 with its zone, or a date',
  (value) => typeof value === 'string' && !Number.isNaN(instant(value)),
);

/** `HistoryOptions`. */
export const history = members({
  limit: wholeLimit(1),
  since: time,
  slowerThan: that('a number greater than 0', (value) => typeof value === 'number' && value > 0),
  onUnreadable: func,
});

/** `ArchiveOptions`. */
export const archive = members({
  since: time,
  logs: oneOf('failed', 'all', 'none'),
  withValues: yesOrNo,
});

/** `ExportOptions`. */
export const exporting = members({ jobs: list(someText), names: yesOrNo, withValues: yesOrNo });

/** Options with `since` and `until`. */
const inTime =
  (others: Readonly<Record<string, Rule>>): Rule =>
  (options, path) => {
    const issues = members({ since: time, until: time, ...others })(options, path);
    if (issues.length > 0) return issues;
    const { since, until } = (options ?? {}) as { readonly since?: string; readonly until?: string };
    if (since === undefined || until === undefined || instant(since) <= instant(until)) return [];
    return [{ path: 'since', expected: 'a time before until', received: 'a later time' }];
  };

/** `RunFilter`. */
export const runFilter = inTime({ states, onUnreadable: func });

/** `RunSearch`. */
export const runSearch = inTime({
  states,
  jobs: list(someText),
  type: someText,
  jobName: func,
  exact: yesOrNo,
});

/** `ReportOptions`. */
export const report = inTime({ usualSince: time, jobName: func, errors: whole(0), exact: yesOrNo });

/** The options of `staleRuns`. */
export const stale = members({ olderThanMs: limit(0), onUnreadable: func }, ['olderThanMs']);

/** `KeepRules`: only `all: true` keeps nothing. */
export const keep: Rule = (rules, path) => {
  const issues = members({ newest: whole(1), days: whole(1), all: that('true', (all) => all === true) })(
    rules ?? {},
    path,
  );
  if (issues.length > 0) return issues;
  const { newest, days, all } = (rules ?? {}) as Readonly<Record<string, unknown>>;
  const keeps = newest !== undefined || days !== undefined;
  if (keeps !== (all !== undefined)) return [];
  const expected = 'newest, days or both; or all: true, to delete every finished run';
  return [{ path: path === '' ? 'rules' : path, expected, received: keeps ? 'both' : 'neither' }];
};

const parameters: Rule = list(members({ name: text, value: json }, ['name']));

const parameterSets: Rule = list(
  members({ name: text, ref: text, valueSet: text, values: parameters }, ['name']),
);

/** `ParameterSetChange`. */
const parameterSetChanges: Rule = list(
  members({ name: text, ref: text, valueSet: orNull(text), values: orNull(parameters) }, ['name']),
);

const variableName = that('a name without "="', (name) => typeof name === 'string' && !name.includes('='));

const environment: Rule = list(members({ name: variableName, value: text }, ['name', 'value']));

const overrides = { configuration: jsonObject, parameters, parameterSets, environment };

const limits = { environmentId: text, warnLimit: whole(0) };

/** `RunDraft`. */
export const runDraft = members({ name: text, description: text, ...overrides, ...limits });

/** Five-field cron; empty text means no schedule. */
const schedule: Rule = (value, path) =>
  typeof value === 'string' && value !== '' ? cronIssues(value, path) : text(value, path);

const scheduleWindow = members({ startsAt: text, endsAt: text, repeat: yesOrNo });
const retention = members({ days: whole(0), runs: whole(0) });
const notifications = members({ success: yesOrNo, warning: yesOrNo, failure: yesOrNo });

/** `JobDraft`. */
export const jobDraft = members({
  name: text,
  description: text,
  assetId: text,
  type: text,
  ...overrides,
  ...limits,
  schedule,
  scheduleWindow,
  retention,
  notifications,
});

const changing = {
  name: text,
  description: orNull(text),
  assetId: text,
  type: text,
  configuration: jsonObject,
  environmentId: orNull(text),
  warnLimit: orNull(whole(0)),
  retention: orNull(retention),
  notifications: orNull(notifications),
};

/** `JobChanges`. */
export const jobChanges = members({
  ...changing,
  parameters,
  parameterSets: parameterSetChanges,
  environment,
  schedule: orNull(schedule),
  scheduleWindow: orNull(scheduleWindow),
  valueSets: jsonObject,
});

const names = list(text);

/** `JobEdit`. The schedule may be the job's own, whatever its form. */
export const jobEdit = members({
  ...changing,
  parameters: orNull(parameters),
  parameterSets: orNull(parameterSetChanges),
  environment: orNull(environment),
  schedule: orNull(text),
  scheduleWindow: orNull(members({ startsAt: orNull(text), endsAt: orNull(text), repeat: orNull(yesOrNo) })),
  unset: members({ parameters: names, parameterSets: names, environment: names }),
});

const flow: Rule = (value, path) =>
  members({ id: someText, name: someText }, hasName(value) ? ['name'] : ['id'])(value, path);

const hasName = (value: unknown): boolean => typeof value === 'object' && value !== null && 'name' in value;

/** `JobDocument`. */
const jobDocument = members(
  {
    apiVersion: oneOf('wxdi/v1'),
    kind: oneOf('Job'),
    metadata: members({ name: someText, id: someText }, ['name']),
    spec: members({
      flow,
      type: text,
      description: orNull(text),
      configuration: jsonObject,
      environment: orNull(text),
      warnLimit: orNull(whole(0)),
      parameters: orNull(parameters),
      parameterSets: orNull(parameterSets),
      environmentVariables: orNull(environment),
      schedule: orNull(text),
      scheduleWindow: orNull(
        members({ startsAt: orNull(text), endsAt: orNull(text), repeat: orNull(yesOrNo) }),
      ),
      retention: orNull(retention),
      notifications: orNull(notifications),
    }),
  },
  ['apiVersion', 'kind', 'metadata', 'spec'],
);

const documents = members({ document: jobDocument, written: jsonObject }, ['document']);

/** A list of `DesiredJob`; a caller may add members of its own. */
export const desiredJobs: Rule = list((value, path) => {
  if (typeof value !== 'object' || value === null) return documents(value, path);
  const { document, written } = value as Readonly<Record<string, unknown>>;
  return documents({ document, written }, path);
});

/** `PlanOptions`. */
export const plan = members({ owner: someText, adopt: yesOrNo, prune: yesOrNo });

/** `Plan`: its other members are only shown. */
export const planData: Rule = that(
  'a plan',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'actions' in value &&
    'options' in value &&
    Array.isArray(value.actions) &&
    plan(value.options, '').length === 0,
);

/** `ApplyOptions`. */
export const apply = members({ stop: anything, onReport: func });

/** The operations of a patch. */
export const patch: Rule = list(
  members(
    { op: oneOf('add', 'remove', 'replace', 'move', 'copy', 'test'), path: text, value: json, from: text },
    ['op', 'path'],
  ),
);
