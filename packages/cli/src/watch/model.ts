import type { JobRun } from '@wxdi/sdk';
import { isFinished } from '@wxdi/sdk';

/** How an earlier run of the same job went. */
export interface Earlier {
  readonly seconds: number;
  readonly state: string;
}

/** All that a picture of a run is made of. Changed in place, by whoever learns of something. */
export interface WatchModel {
  readonly runId: string;
  run: JobRun | undefined;
  /** The last lines of the log, already harmless. */
  log: readonly string[];
  /** Earlier runs, the oldest first. */
  earlier: readonly Earlier[];
  /** Why the picture may be old. */
  trouble: string | undefined;
}

export const newModel = (runId: string): WatchModel => ({
  runId,
  run: undefined,
  log: [],
  earlier: [],
  trouble: undefined,
});

/** Lines of the log that are kept: no terminal shows more. */
const mostLines = 200;

export const addLog = (model: WatchModel, lines: readonly string[]): void => {
  model.log = [...model.log, ...lines].slice(-mostLines);
};

/** Seconds that the run has taken until now; as the service counts them once it has ended, if it has counted yet. */
export const elapsed = (run: JobRun, nowMs: number): number | undefined => {
  const ended = isFinished(run.state);
  if (ended && run.durationSeconds !== undefined) return run.durationSeconds;
  const since = Date.parse(run.startedAt ?? run.createdAt ?? '');
  const until = ended ? Date.parse(run.finishedAt ?? '') : nowMs;
  return Number.isNaN(since) || Number.isNaN(until) ? undefined : Math.max(0, (until - since) / 1_000);
};

/** Rows of a batch run, or records of a stream. */
export const rowsOf = ({
  rowsRead,
  rowsWritten,
  metrics: { pipeline, links },
}: JobRun): readonly [read: number | undefined, written: number | undefined] => [
  rowsRead ?? pipeline?.inputRecords ?? links[0]?.rowsRead,
  rowsWritten ?? pipeline?.outputRecords ?? links.at(-1)?.rowsWritten,
];

export const median = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : sorted.length === 0
      ? undefined
      : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
