import type { Issue, RequestInfo } from './api-error.js';

/**
 * All errors of workflows, closed. Each member states what happened (`message`), where (`at`, innermost step first,
 * and `request`) and the original `cause`, if any.
 */
export type WorkflowError =
  | InvalidInput
  | AmbiguousName
  | NotFound
  | NotPermitted
  | Refused
  | NotApplied
  | Unavailable
  | Undecodable
  | OutcomeUnknown
  | DeadlineExceeded
  | Aborted;

/**
 * The outcome of the failed request: not sent (or not accepted), rejected, or unknown: it may have succeeded.
 * `started`: the call started or found its run, `runId`, and failed afterwards.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown' | 'started';

interface Common {
  readonly message: string;
  readonly outcome: Outcome;
  /** The steps that the error passed, innermost first: `getRun run=…`, `followRun job=…`. */
  readonly at: readonly string[];
  readonly request?: RequestInfo | undefined;
  readonly cause?: unknown;
  /** Key of the start that failed: starting again with it finds the run if there is one. */
  readonly key?: string | undefined;
  /** The run that the call started or found before it failed. */
  readonly runId?: string | undefined;
}

const local = { outcome: 'not-sent', at: [] } as const;

/** A value from the caller is invalid; nothing was sent. */
export interface InvalidInput extends Common {
  readonly _tag: 'InvalidInput';
  readonly issues: readonly Issue[];
}

/** The name matches several objects. */
export interface AmbiguousName extends Common {
  readonly _tag: 'AmbiguousName';
  readonly name: string;
  readonly candidates: readonly string[];
}

/** The service answered 404, or no name matches. */
export interface NotFound extends Common {
  readonly _tag: 'NotFound';
}

/** Not authenticated (401) or not permitted (403). */
export interface NotPermitted extends Common {
  readonly _tag: 'NotPermitted';
}

/**
 * The service refused the request (400, 409, 412, 415, 422, …): nothing was done, unless `outcome` is `unknown`, since
 * an earlier attempt may have succeeded.
 */
export interface Refused extends Common {
  readonly _tag: 'Refused';
  /** Minimum wait before another attempt, as requested by the service, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** The service reported success but did not apply everything: `paths` names the operations without effect. */
export interface NotApplied extends Common {
  readonly _tag: 'NotApplied';
  /** JSON Pointers (RFC 6901) of the operations. */
  readonly paths: readonly string[];
}

/** The service or the connection to it failed, after the allowed retries. */
export interface Unavailable extends Common {
  readonly _tag: 'Unavailable';
  /** Minimum wait before another attempt, as requested by the service, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** The answer could not be decoded or is inconsistent. */
export interface Undecodable extends Common {
  readonly _tag: 'Undecodable';
  /** The unexpected values, by their path. */
  readonly issues: readonly Issue[];
}

/** A write may or may not have succeeded: check before repeating it. */
export interface OutcomeUnknown extends Common {
  readonly _tag: 'OutcomeUnknown';
  /** Minimum wait before another request, as requested by the service, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** The caller's deadline passed; the run continues. */
export interface DeadlineExceeded extends Common {
  readonly _tag: 'DeadlineExceeded';
}

/** The caller aborted; the run continues. */
export interface Aborted extends Common {
  readonly _tag: 'Aborted';
}

/** The error for an invalid argument; nothing was sent. */
export const invalidInput = (message: string, issues: readonly Issue[] = []): InvalidInput => ({
  _tag: 'InvalidInput',
  message,
  issues,
  ...local,
});

export const ambiguousName = (what: string, name: string, candidates: readonly string[]): AmbiguousName => ({
  _tag: 'AmbiguousName',
  message: `${candidates.length} ${what}s are named "${name}"`,
  name,
  candidates,
  ...local,
});

export const notFound = (message: string): NotFound => ({ _tag: 'NotFound', message, ...local });

export const notPermitted = (message: string): NotPermitted => ({
  _tag: 'NotPermitted',
  message,
  outcome: 'rejected',
  at: [],
});

export const refused = (message: string): Refused => ({
  _tag: 'Refused',
  message,
  outcome: 'rejected',
  at: [],
});

/** `outcome`: of a request that failed; `unknown` if it may have succeeded. */
export const unavailable = (message: string, outcome: Outcome = 'not-sent'): Unavailable => ({
  _tag: 'Unavailable',
  message,
  outcome,
  at: [],
});

export const outcomeUnknown = (message: string, key?: string): OutcomeUnknown => ({
  _tag: 'OutcomeUnknown',
  message,
  outcome: 'unknown',
  at: [],
  key,
});

export const notApplied = (paths: readonly string[]): NotApplied => ({
  _tag: 'NotApplied',
  message: `the service reported success but did not change ${paths.join(', ')}`,
  paths,
  outcome: 'unknown',
  at: [],
});

export const undecodable = (message: string, issues: readonly Issue[] = []): Undecodable => ({
  _tag: 'Undecodable',
  message,
  issues,
  outcome: 'unknown',
  at: [],
});

export const deadlineExceeded = (message: string): DeadlineExceeded => ({
  _tag: 'DeadlineExceeded',
  message,
  ...local,
});

export const aborted = (reason: unknown): Aborted => ({
  _tag: 'Aborted',
  message: 'stopped as requested',
  ...local,
  cause: reason,
});

/** An error after a start: the run exists. */
export const afterStart =
  (runId: string, key: string) =>
  <Err extends WorkflowError>(error: Err): Err => ({ ...error, outcome: 'started', runId, key });

/** Adds a step to the path of an error. */
export const inStep =
  (step: string) =>
  <Err extends WorkflowError>(error: Err): Err => ({ ...error, at: [...error.at, step] });

/** Whether the caller ended the work: by its signal, or by a limit of time. */
export const isEnded = ({ _tag }: WorkflowError): boolean =>
  _tag === 'Aborted' || _tag === 'DeadlineExceeded';
