import type { JobRun } from '../domain/job-run.js';
import type { FinishedRunState } from '../domain/run-state.js';
import type { JournalEntry } from '../ports/journal.js';
import { createdAfter } from '../domain/job-run.js';
import { hashInMark } from '../domain/run-key.js';
import { isFinished, succeeded } from '../domain/run-state.js';

/** The members of a run that decide. */
export type SeenRun = Pick<JobRun, 'id' | 'state' | 'attempt' | 'requestHash' | 'createdAt'>;

/** What was seen of a key before a start. */
export interface StartSeen<Run extends SeenRun = JobRun> {
  /** Fingerprint of the request, as in a journal entry; a mark contains its first six characters. */
  readonly request: string;
  /** The journal's entry of the key. */
  readonly entry?: JournalEntry | undefined;
  /** The runs of the job that carry the key, in any order. */
  readonly runs: readonly Run[];
  /** Whether a start is attempted again after one that ended without success. */
  readonly retryFailed?: boolean | undefined;
}

/** What a start with a key does. */
export type StartDecision<Run extends SeenRun = JobRun> =
  /** A run with the key is active, or in an unknown state: it is the result, and nothing is sent. */
  | { readonly _tag: 'Attach'; readonly attempt: number; readonly run: Run }
  /**
   * The start has ended: its run is the result, and nothing is sent. `run` is absent if the run succeeded, as the
   * journal knows, and is gone since.
   */
  | {
      readonly _tag: 'Adopt';
      readonly attempt: number;
      readonly runId: string;
      readonly state: FinishedRunState;
      readonly run?: Run;
    }
  /** The last attempt ended without success, or its run is gone: this attempt is sent. */
  | { readonly _tag: 'Retry'; readonly attempt: number }
  /** The run of this attempt was deleted before it was seen to succeed: nothing is sent. */
  | { readonly _tag: 'Gone'; readonly attempt: number }
  /** There was no start with this key: the first attempt is sent. */
  | { readonly _tag: 'Start'; readonly attempt: 1 }
  /** The key belongs to another request: nothing is sent. */
  | { readonly _tag: 'Conflict' }
  /** This attempt may have been sent, and its run was not found: nothing is sent before it is. */
  | { readonly _tag: 'Unknown'; readonly attempt: number };

/** The attempt of a run. A run without a number was started by an earlier version, which made one attempt. */
export const attemptOf = ({ attempt = 1 }: Pick<SeenRun, 'attempt'>): number => attempt;

/** The last attempt that may have a run, according to the journal; 0 for none. */
const attemptIn = (entry: JournalEntry | undefined): number => {
  if (entry === undefined) return 0;
  const { attempt = 1, state } = entry;
  return state === 'refused' || state === 'pending' ? attempt - 1 : attempt;
};

/**
 * Whether a key is taken by another request, according to the journal. A first attempt that was certainly not carried
 * out leaves no run, so its key can be used for a corrected request.
 */
export const isTaken = (entry: JournalEntry | undefined, request: string): boolean =>
  entry !== undefined && entry.request !== request && (attemptIn(entry) > 0 || entry.state === 'pending');

/**
 * Decides what a start with a key does, from what the journal and the service show of the key. A function of its
 * arguments only; the order of the runs does not matter.
 *
 * A run that is active or that succeeded is never followed by another attempt. An attempt that may have been sent is
 * `Unknown`, and never becomes a start, whatever the options are.
 *
 * @example
 * ```ts
 * const failed = { id: runId('run-1'), state: 'Failed', attempt: 1 };
 * const seen = { request: '90728bbadc822dad', runs: [failed] };
 * assert.equal(decideStart(seen)._tag, 'Adopt');
 * assert.deepEqual(decideStart({ ...seen, retryFailed: true }), { _tag: 'Retry', attempt: 2 });
 * ```
 */
export const decideStart = <Run extends SeenRun>({
  request,
  entry,
  runs,
  retryFailed = false,
}: StartSeen<Run>): StartDecision<Run> => {
  const isOther = ({ requestHash }: Run): boolean =>
    requestHash !== undefined && requestHash !== hashInMark(request);
  if (runs.some(isOther) || isTaken(entry, request)) return { _tag: 'Conflict' };

  const newestFirst = runs.toSorted(byAge);
  const active = newestFirst.find(({ state }) => !isFinished(state));
  if (active !== undefined) return { _tag: 'Attach', attempt: attemptOf(active), run: active };
  const done = newestFirst.find(({ state }) => succeeded(state));
  if (done !== undefined) return adopt(done);
  const recorded = attemptIn(entry);
  if (entry?.ended !== undefined && succeeded(entry.ended) && entry.runId !== undefined)
    return { _tag: 'Adopt', attempt: recorded, runId: entry.runId, state: entry.ended };

  const [newest] = newestFirst;
  const seen = newest === undefined ? 0 : attemptOf(newest);
  if (recorded > seen) {
    if (entry?.state === 'sending') return { _tag: 'Unknown', attempt: recorded };
    return retryFailed ? { _tag: 'Retry', attempt: recorded + 1 } : { _tag: 'Gone', attempt: recorded };
  }
  if (newest === undefined) return { _tag: 'Start', attempt: 1 };
  return retryFailed ? { _tag: 'Retry', attempt: seen + 1 } : adopt(newest);
};

const adopt = <Run extends SeenRun>(run: Run): StartDecision<Run> => ({
  _tag: 'Adopt',
  attempt: attemptOf(run),
  runId: run.id,
  state: run.state as FinishedRunState,
  run,
});

/** The last attempt first; of one attempt, the newest run. */
const byAge = (a: SeenRun, b: SeenRun): number => {
  const attempts = attemptOf(b) - attemptOf(a);
  if (attempts !== 0) return attempts;
  if (createdAfter(a, b)) return -1;
  if (createdAfter(b, a)) return 1;
  if (a.id === b.id) return 0;
  return a.id > b.id ? -1 : 1;
};
