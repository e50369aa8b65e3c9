import type { Issue, RequestInfo } from './api-error.js';

/**
 * Everything that a workflow can end as, closed. Each member says what happened (`message`), where (`at`, the
 * innermost step first, and `request`) and, where there is one, the original `cause`.
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
 * What became of the request that failed: it was not sent or not taken up, it was refused, or it may have been
 * carried out.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown';

interface Common {
  readonly message: string;
  readonly outcome: Outcome;
  /** The steps that the error passed, innermost first: `getRun run=…`, `followRun job=…`. */
  readonly at: readonly string[];
  readonly request?: RequestInfo;
  readonly cause?: unknown;
}

const local = { outcome: 'not-sent', at: [] } as const;

/** A value of the caller's is wrong; nothing was sent. */
export interface InvalidInput extends Common {
  readonly _tag: 'InvalidInput';
  readonly issues: readonly Issue[];
}

/** Several things have the name. */
export interface AmbiguousName extends Common {
  readonly _tag: 'AmbiguousName';
  readonly name: string;
  readonly candidates: readonly string[];
}

/** The service does not know it (404), or no name matches. */
export interface NotFound extends Common {
  readonly _tag: 'NotFound';
}

/** Not authenticated (401) or not permitted (403). */
export interface NotPermitted extends Common {
  readonly _tag: 'NotPermitted';
}

/**
 * The service refused (400, 409, 412, 415, 422, …): nothing was done, unless `outcome` says that an earlier request
 * for the same may have been carried out.
 */
export interface Refused extends Common {
  readonly _tag: 'Refused';
  /** The service asked not to be sent it again for so many milliseconds. */
  readonly retryAfterMs?: number;
}

/** The service answered with success but left something out: `paths` names the operations without effect. */
export interface NotApplied extends Common {
  readonly _tag: 'NotApplied';
  readonly paths: readonly string[];
}

/** The service or the way to it failed, after what retries are allowed. */
export interface Unavailable extends Common {
  readonly _tag: 'Unavailable';
  readonly retryAfterMs?: number;
}

/** The answer did not decode or makes no sense. */
export interface Undecodable extends Common {
  readonly _tag: 'Undecodable';
  readonly issues: readonly Issue[];
}

/** A write may or may not have happened: look before doing it again. */
export interface OutcomeUnknown extends Common {
  readonly _tag: 'OutcomeUnknown';
  /** Key of the start: starting again with it finds the run if there is one. */
  readonly key?: string;
  /** The service asked not to be sent anything for so many milliseconds. */
  readonly retryAfterMs?: number;
}

/** The caller's own deadline passed; a run that was waited for goes on. */
export interface DeadlineExceeded extends Common {
  readonly _tag: 'DeadlineExceeded';
}

/** The caller asked to stop; a run that was waited for goes on. */
export interface Aborted extends Common {
  readonly _tag: 'Aborted';
}

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

export const notApplied = (paths: readonly string[]): NotApplied => ({
  _tag: 'NotApplied',
  message: `the service answered with success but did not change ${paths.join(', ')}`,
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
  message: 'stopped as asked',
  ...local,
  ...(reason === undefined ? {} : { cause: reason }),
});

/** Notes the step that an error passes on its way up. */
export const inStep =
  (step: string) =>
  <Err extends WorkflowError>(error: Err): Err => ({ ...error, at: [...error.at, step] });
