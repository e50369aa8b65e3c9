import type { JobRun } from '../domain/job-run.js';
import { isFinishedRun } from '../domain/job-run.js';
import { instant } from '../wire/time.js';

/**
 * Seconds that a run has taken so far; after its end, the duration that the service reports, or the time between its
 * start and its end. `undefined` if the service did not send the times.
 */
export const elapsedSeconds = (run: JobRun, nowMs: number): number | undefined => {
  const ended = isFinishedRun(run);
  if (ended && run.durationSeconds !== undefined) return run.durationSeconds;
  return between(instant(run.startedAt ?? run.createdAt), ended ? instant(run.finishedAt) : nowMs);
};

/** Seconds from the creation of a run to the beginning of its execution; `undefined` if it has not begun. */
export const queueSeconds = ({ createdAt, startedAt }: JobRun): number | undefined =>
  between(instant(createdAt), instant(startedAt));

const between = (fromMs: number, toMs: number): number | undefined =>
  Number.isNaN(fromMs) || Number.isNaN(toMs) ? undefined : Math.max(0, (toMs - fromMs) / 1_000);

/** Runs by their creation, newest first; those without a time last. The order does not depend on that of the list. */
export const newestFirst = <Run extends Pick<JobRun, 'id' | 'createdAt'>>(
  runs: readonly Run[],
): readonly Run[] =>
  runs
    .map((run) => ({ run, at: ageOf(run) }))
    .toSorted((a, b) => (a.at === b.at ? compare(b.run.id, a.run.id) : b.at - a.at))
    .map(({ run }) => run);

const ageOf = ({ createdAt }: Pick<JobRun, 'createdAt'>): number => {
  const ms = instant(createdAt);
  // A number, since differences of infinities are not numbers.
  return Number.isNaN(ms) ? -Number.MAX_SAFE_INTEGER : ms;
};

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
