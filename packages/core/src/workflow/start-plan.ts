import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Overrides } from '../policy/overrides.js';
import type { SettleSettings } from '../policy/settle.js';
import type { RunDraft } from '../wire/requests.js';
import { defaultRunName } from '../domain/job-run.js';
import { hashInMark, withMark } from '../domain/run-key.js';
import { withOverrides } from '../policy/overrides.js';
import { defaultSettle } from '../policy/settle.js';
import { fingerprint } from '../wire/request-hash.js';

/** How to start at most once. */
export interface StartOnceOptions {
  /**
   * Key of the start: letters, digits, `.`, `_`, `-`. A repeated start with the same key finds the run of the first
   * one. Default: a fresh key.
   */
  readonly key?: string | undefined;
  /**
   * Whether a start whose last run ended without success, or was deleted before it succeeded, is attempted again.
   * Default: that run is the result; a deleted run is `NotFound`.
   */
  readonly retryFailed?: boolean | undefined;
  /** With `retryFailed`: how many attempts the key may have in all; later ones are not made. Default: no limit. */
  readonly maxAttempts?: number | undefined;
  /**
   * The text of the run that carries the key. Default: the description. Colleagues see the name of a run, and DataStage
   * uses it as the invocation id and keeps it.
   */
  readonly keyIn?: 'description' | 'name' | 'both' | undefined;
  /**
   * How far back runs are read for the key if the journal does not have it, in milliseconds. Runs whose list row has
   * the key are found at any age. Default: 7 days.
   */
  readonly keySinceMs?: number | undefined;
  /** What to do if it is unknown whether a run exists: stop (the default), or send the request once more. */
  readonly ifUnknown?: 'stop' | 'resend' | undefined;
  /** The search after a lost answer; an omitted value has its default. */
  readonly settle?: Overrides<SettleSettings> | undefined;
}

/** The options that a key belongs to, besides the draft. */
export interface Requested extends StartOnceOptions {
  /** Id of a run of the job whose request is repeated. */
  readonly like?: string | undefined;
}

/** A start with its key. */
export interface StartPlan {
  readonly job: JobId;
  readonly key: string;
  /** As the caller gave it. */
  readonly draft: RunDraft;
  /** Completes the draft, once it is decided that it is sent; a failure means that it was not sent. */
  readonly prepare: TaskEither<WorkflowError, RunDraft>;
  /** Fingerprint of what the caller gave, without the texts. */
  readonly request: string;
  /** The fingerprint in journal entries of earlier versions, with the texts. */
  readonly earlierRequest: string;
  readonly keyIn: 'description' | 'name' | 'both';
  readonly keySinceMs: number;
  readonly retryFailed: boolean;
  readonly maxAttempts: number;
  readonly settle: SettleSettings;
  /** How many more times the request may be sent if its outcome stays unknown. */
  readonly resends: number;
}

const weekMs = 7 * 86_400_000;

export const startPlan = (
  job: JobId,
  draft: RunDraft,
  key: string,
  options: Requested,
  prepare: TaskEither<WorkflowError, RunDraft>,
): StartPlan => ({
  job,
  key,
  draft,
  prepare,
  request: requestOf(job, draft, options.like),
  earlierRequest: fingerprint({ job, draft }),
  keyIn: options.keyIn ?? 'description',
  keySinceMs: options.keySinceMs ?? weekMs,
  retryFailed: options.retryFailed ?? false,
  maxAttempts: options.maxAttempts ?? Infinity,
  settle: withOverrides(defaultSettle, options.settle),
  resends: options.ifUnknown === 'resend' ? 1 : 0,
});

/** The fingerprint of a start: of its job and of what the caller gave, without name and description. */
export const requestOf = (job: JobId, draft: RunDraft, like: string | undefined): string =>
  fingerprint({ job, draft: { ...draft, name: undefined, description: undefined }, like });

/** The draft with the mark of an attempt. */
export const marked = (
  { key, request, keyIn }: Pick<StartPlan, 'key' | 'request' | 'keyIn'>,
  attempt: number,
  draft: RunDraft,
): RunDraft => {
  const mark = { key, requestHash: hashInMark(request), attempt };
  return {
    ...draft,
    ...(keyIn === 'description' ? {} : { name: withMark(draft.name ?? defaultRunName, mark) }),
    ...(keyIn === 'name' ? {} : { description: withMark(draft.description ?? '', mark) }),
  };
};
