import type { JobId } from '../domain/ids.js';
import type { Overrides } from '../policy/overrides.js';
import type { SettleSettings } from '../policy/settle.js';
import type { RunDraft } from '../wire/requests.js';
import { defaultRunName } from '../domain/job-run.js';
import { withKey } from '../domain/run-key.js';
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
  /** What to do if it is unknown whether a run exists: stop (the default), or send the request once more. */
  readonly ifUnknown?: 'stop' | 'resend' | undefined;
  /** The search after a lost answer; an omitted value has its default. */
  readonly settle?: Overrides<SettleSettings> | undefined;
}

/** A start with its key, ready to be sent. */
export interface StartPlan {
  readonly job: JobId;
  readonly key: string;
  /** Fingerprint of the request without its key. */
  readonly request: string;
  readonly draft: RunDraft & { readonly description: string };
  readonly settle: SettleSettings;
  /** How many more times the request may be sent if its outcome stays unknown. */
  readonly resends: number;
}

export const startPlan = (
  job: JobId,
  draft: RunDraft,
  key: string,
  { settle, ifUnknown }: StartOnceOptions,
): StartPlan => ({
  job,
  key,
  request: fingerprint({ job, draft }),
  draft: {
    ...draft,
    name: withKey(draft.name ?? defaultRunName, key),
    description: withKey(draft.description ?? '', key),
  },
  settle: withOverrides(defaultSettle, settle),
  resends: ifUnknown === 'resend' ? 1 : 0,
});
