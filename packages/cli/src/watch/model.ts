import type { JobRun } from '@wxdi/sdk';

/** The duration and result of an earlier run of the same job. */
export interface Earlier {
  readonly seconds: number;
  readonly state: string;
}

/** What is drawn of a run. Changed in place as events arrive. */
export interface WatchModel {
  readonly runId: string;
  run: JobRun | undefined;
  /** The last lines of the log, already made safe for a terminal. */
  log: readonly string[];
  /** Earlier runs, oldest first. */
  earlier: readonly Earlier[];
  /** Why the data may be outdated. */
  trouble: string | undefined;
}

export const newModel = (runId: string): WatchModel => ({
  runId,
  run: undefined,
  log: [],
  earlier: [],
  trouble: undefined,
});

/** Log lines to keep: no terminal shows more. */
const mostLines = 200;

export const addLog = (model: WatchModel, lines: readonly string[]): void => {
  model.log = [...model.log, ...lines].slice(-mostLines);
};

/** Rows of a batch run, or records of a streaming run. */
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
