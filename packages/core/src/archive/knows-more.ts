import type { JobRun } from '../domain/job-run.js';
import { hasMetrics } from '../domain/metrics.js';
import { isFinishedRun } from '../domain/job-run.js';

/** What is known of a run besides its state: higher is more. A total of zero may be provisional. */
const factsOf = (run: JobRun): readonly number[] => [
  Number(run.durationSeconds !== undefined),
  Number(run.finishedAt !== undefined),
  rowsKnown(run.rowsRead),
  rowsKnown(run.rowsWritten),
  Number(hasMetrics(run.metrics)),
  Number(run.reasons !== undefined),
];

const rowsKnown = (rows: number | undefined): number => (rows === undefined ? 0 : rows === 0 ? 1 : 2);

/** Whether the first read of a run has something that the second has not. */
export const hasMore = (run: JobRun, than: JobRun): boolean => {
  const others = factsOf(than);
  return factsOf(run).some((fact, i) => fact > (others[i] ?? 0));
};

/**
 * Whether a later read of a run replaces an earlier one: it has ended and the earlier one had not, or it has all that the
 * earlier one has. Of two that know the same of an ended run, the earlier one stays.
 */
export const replaces = (later: JobRun, earlier: JobRun): boolean => {
  const [ended, before] = [isFinishedRun(later), isFinishedRun(earlier)];
  if (ended !== before) return ended;
  return !hasMore(earlier, later) && (!ended || hasMore(later, earlier));
};

/** Whether a run has ended and everything is known that the service may send late. */
export const isSettled = (run: JobRun): boolean => {
  const [duration, , read, written, metrics] = factsOf(run);
  return isFinishedRun(run) && duration === 1 && (read === 2 || written === 2) && metrics === 1;
};
