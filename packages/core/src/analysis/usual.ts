import type { RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import { isFinishedRun } from '../domain/job-run.js';
import { succeeded } from '../domain/run-state.js';
import { median } from './quantile.js';
import { elapsedSeconds, newestFirst } from './run-times.js';

/** Completed runs whose durations decide what is usual, and how few of them are too few. */
export const mostRuns = 20;
export const fewestRuns = 5;

/**
 * The usual duration of a job in seconds: the median of its last 20 runs that completed, with warnings or without.
 * `undefined` for fewer than 5. The order of the runs does not matter.
 *
 * @example
 * ```ts
 * assert.equal(usualSeconds([]), undefined);
 * ```
 */
export const usualSeconds = (runs: readonly JobRun[]): number | undefined => {
  const durations = newestFirst(runs.filter(({ state }) => succeeded(state))).flatMap(
    (run) => elapsedSeconds(run, 0) ?? [],
  );
  return durations.length < fewestRuns ? undefined : median(durations.slice(0, mostRuns));
};

/** How a run compares with the usual duration of its job. */
export interface Pace {
  readonly runId: RunId;
  readonly state: RunState;
  /** The duration of the run, or how long it has taken so far. */
  readonly seconds: number;
  readonly usualSeconds: number;
  /** `seconds` divided by `usualSeconds`. */
  readonly ratio: number;
}

/** Whether the newest run or an active one is slower than a multiple of the usual duration. */
export type PaceVerdict =
  /** `slowest`: the run with the greatest ratio. */
  | { readonly _tag: 'Slow' | 'NotSlow'; readonly slowest: Pace }
  /** Fewer than 5 completed runs besides the one to judge. */
  | { readonly _tag: 'NoUsual'; readonly completed: number }
  /** No run has a duration. */
  | { readonly _tag: 'NoRun' };

/**
 * Judges the newest run and all active ones against the usual duration of the other runs: `Slow` if one of them takes, or
 * took, longer than `factor` times the usual duration.
 */
export const judgePace = (runs: readonly JobRun[], factor: number, nowMs: number): PaceVerdict => {
  const [newest] = newestFirst(runs);
  const judged = runs.filter((run) => run === newest || !isFinishedRun(run));
  const paces = judged.flatMap((run): readonly (Pace | undefined)[] => {
    const seconds = elapsedSeconds(run, nowMs);
    return seconds === undefined ? [] : [paceOf(runs, run, seconds)];
  });
  if (paces.length === 0) return { _tag: 'NoRun' };
  const [slowest] = paces.flatMap((pace) => pace ?? []).toSorted((a, b) => b.ratio - a.ratio);
  const completed = runs.filter((run) => run !== newest && succeeded(run.state)).length;
  if (slowest === undefined) return { _tag: 'NoUsual', completed };
  return { _tag: slowest.ratio > factor ? 'Slow' : 'NotSlow', slowest };
};

const paceOf = (runs: readonly JobRun[], run: JobRun, seconds: number): Pace | undefined => {
  const usual = usualSeconds(runs.filter((other) => other !== run));
  // A duration of zero has no multiple.
  if (usual === undefined) return undefined;
  const ratio = usual > 0 ? seconds / usual : seconds > 0 ? Infinity : 1;
  return { runId: run.id, state: run.state, seconds, usualSeconds: usual, ratio };
};

/** The least time after which an active run can be stuck. */
const leastStuckSeconds = 3_600;
const stuckFactor = 3;

/**
 * Whether a run is stuck: active for longer than an hour and 3 times the usual duration. Without a usual duration nothing
 * is stuck, since a streaming run is active until it is canceled.
 *
 * @example
 * ```ts
 * const run = { id: runId('r'), jobId: jobId('j'), name: 'n', state: 'Running', startedAt: '2026-01-01T00:00:00Z' };
 * assert.equal(isStuck(run, 600, Date.UTC(2026, 0, 1, 2)), true);
 * assert.equal(isStuck(run, undefined, Date.UTC(2026, 0, 1, 2)), false);
 * ```
 */
export const isStuck = (run: JobRun, usual: number | undefined, nowMs: number): boolean => {
  // An unknown state with an end time is not active.
  if (usual === undefined || isFinishedRun(run) || run.finishedAt !== undefined) return false;
  const seconds = elapsedSeconds(run, nowMs);
  return seconds !== undefined && seconds > Math.max(leastStuckSeconds, stuckFactor * usual);
};
