import type { JobRun } from '@wxdi/sdk';
import type { Output } from '../context.js';
import type { Style } from '../render/style.js';
import { elapsedSeconds, isFinished } from '@wxdi/sdk';
import { bar } from '../render/bar.js';
import { showSeconds } from '../render/duration.js';
import { runFacts, whyLines } from '../render/run-facts.js';
import { showState, tintOf } from '../render/run-state.js';
import { visible } from '../render/visible.js';
import { fit, widthOf } from '../render/width.js';

/** The duration and result of an earlier run of the same job. */
interface Earlier {
  readonly seconds: number;
  readonly state: string;
}

/** What is drawn of a run. Changed in place as events arrive. */
export interface WatchModel {
  readonly runId: string;
  run?: JobRun;
  /** The last lines of the log, already made safe for a terminal. */
  log: readonly string[];
  /** Earlier runs, oldest first. */
  earlier: readonly Earlier[];
  /** The usual duration of the job in seconds, if enough runs have completed. */
  usual?: number | undefined;
  /** When the run was last read. */
  seenAt?: number | undefined;
  /** Why the run or its log cannot be read. */
  trouble?: string | undefined;
  /** Whether the last poll of the run failed. */
  isAway?: boolean;
}

/** Age of an active run from which it counts as outdated; it is usually read every three seconds. */
const staleMs = 5_000;

/** A run as lines that fit the terminal. */
export const frame = (
  { runId, run, log, earlier, usual, seenAt, trouble, isAway = false }: WatchModel,
  nowMs: number,
  { columns, rows }: Pick<Output, 'columns' | 'rows'>,
  style: Style,
): readonly string[] => {
  const width = columns - 1;
  const cut = (text: string): string => fit(text, width);
  if (run === undefined) return [cut(`reading run ${visible(runId)} …`)];
  const age = nowMs - (seenAt ?? nowMs);
  const isStale = !isFinished(run.state) && (isAway || age > staleMs);
  // Of an outdated run, nothing is known about the time since.
  const at = isStale ? nowMs - age : nowMs;
  const stale = isStale ? [`last seen ${showSeconds(Math.floor(age / 1_000))} ago`] : [];
  const before =
    earlier.length === 0
      ? []
      : [earlierLine(earlier, usual, isStale ? undefined : elapsedSeconds(run, at), width, style)];
  const names = [run.jobName ?? '', run.name].filter(Boolean).map(visible);
  const head = [
    style.bold(cut(names.join('  ·  '))),
    stateLine(run, at, stale, width, style),
    ...whyLines(run).map((line) => style.red(cut(`  ${line}`))),
    ...before,
    ...(trouble === undefined ? [] : [style.yellow(cut(trouble))]),
  ];
  const foot = isFinished(run.state) ? [] : [style.dim(cut('Ctrl-C stops watching; the run continues'))];
  const room = Math.max(0, Math.min(10, rows - 2 - head.length - foot.length));
  const lastLines = room === 0 ? [] : log.slice(-room).map((line) => style.dim(cut(`│ ${line}`)));
  return [...head, ...lastLines, ...foot];
};

const stateLine = (run: JobRun, at: number, more: readonly string[], width: number, style: Style): string => {
  const seconds = elapsedSeconds(run, at);
  const whole = seconds === undefined || isFinished(run.state) ? seconds : Math.floor(seconds);
  const room = Math.max(1, width - widthOf(`? ${visible(run.state)}`));
  const facts = [...runFacts(run, whole), ...more].join('  ');
  return `${showState(visible(run.state), style)}${fit(`  ${facts}`, room)}`;
};

/** The durations of earlier runs as bars, and how this one compares. */
const earlierLine = (
  earlier: readonly Earlier[],
  usual: number | undefined,
  now: number | undefined,
  width: number,
  style: Style,
): string => {
  const most = Math.max(...earlier.map(({ seconds }) => seconds));
  const shown = earlier.slice(-Math.max(1, Math.min(30, width - 50)));
  const comparison = usual === undefined ? '' : `  usually ${showSeconds(usual)}${compared(now, usual)}`;
  return `earlier  ${shown.map(({ seconds, state }) => style[tintOf(state) ?? 'dim'](bar(seconds, most))).join('')}${fit(comparison, Math.max(1, width - 9 - shown.length))}`;
};

const compared = (now: number | undefined, usual: number): string => {
  if (now === undefined || usual <= 0) return '';
  return now <= usual
    ? `, this run at ${Math.round((now / usual) * 100)} %`
    : `, this run ${(now / usual).toFixed(1)} times as long`;
};
