import type { Style } from '../render/style.js';
import { isFinished } from '@wxdi/sdk';
import { elapsed, showSeconds } from '../render/duration.js';
import { showState, tintOf } from '../render/run-state.js';
import { visible } from '../render/visible.js';
import { fit, widthOf } from '../render/width.js';
import { median, rowsOf, type Earlier, type WatchModel } from './model.js';

export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
}

/** A run as lines that fit the terminal. */
export const frame = (model: WatchModel, nowMs: number, size: FrameSize, style: Style): readonly string[] => {
  const width = size.columns - 1;
  const { run } = model;
  const cut = (text: string): string => fit(text, width);
  if (run === undefined) return [cut(`reading run ${visible(model.runId)} …`)];
  const head = [
    style.bold(
      cut(
        [run.jobName, run.name]
          .map((part) => visible(part ?? ''))
          .filter(Boolean)
          .join('  ·  '),
      ),
    ),
    stateLine(model, nowMs, width, style),
    ...earlierLine(model, nowMs, width, style),
    ...(model.trouble === undefined ? [] : [style.yellow(cut(model.trouble))]),
  ];
  const foot = isFinished(run.state) ? [] : [style.dim(cut('Ctrl-C stops watching; the run continues'))];
  const room = Math.max(0, Math.min(10, size.rows - 2 - head.length - foot.length));
  const log = room === 0 ? [] : model.log.slice(-room).map((line) => style.dim(cut(`│ ${line}`)));
  return [...head, ...log, ...foot];
};

const stateLine = ({ run }: WatchModel, nowMs: number, width: number, style: Style): string => {
  if (run === undefined) return '';
  const seconds = elapsed(run, nowMs);
  const [read, written] = rowsOf(run);
  const facts = [
    ...(seconds === undefined ? [] : [showSeconds(isFinished(run.state) ? seconds : Math.floor(seconds))]),
    ...(read === undefined ? [] : [`${counted(read)} rows read`]),
    ...(written === undefined ? [] : [`${counted(written)} written`]),
  ].join('  ');
  const state = visible(run.state);
  const bare = widthOf(`? ${state}`);
  return `${showState(state, style)}${fit(`  ${facts}`, Math.max(1, width - bare))}`;
};

const counted = (rows: number): string => rows.toLocaleString('en-US');

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** The durations of earlier runs as bars, and how this one compares. */
const earlierLine = (
  { earlier, run }: WatchModel,
  nowMs: number,
  width: number,
  style: Style,
): readonly string[] => {
  const usual = median(
    earlier.filter(({ state }) => state.startsWith('Completed')).map(({ seconds }) => seconds),
  );
  if (earlier.length === 0 || run === undefined) return [];
  const most = Math.max(...earlier.map(({ seconds }) => seconds), 0.001);
  const bar = ({ seconds, state }: Earlier): string =>
    style[tintOf(state) ?? 'dim'](bars[Math.min(7, Math.floor((seconds / most) * 8))] ?? '▁');
  const shown = earlier.slice(-Math.max(1, Math.min(30, width - 50)));
  const now = elapsed(run, nowMs);
  const comparison = usual === undefined ? '' : `  usually ${showSeconds(usual)}${compared(now, usual)}`;
  return [`earlier  ${shown.map(bar).join('')}${fit(comparison, Math.max(1, width - 9 - shown.length))}`];
};

const compared = (now: number | undefined, usual: number): string => {
  if (now === undefined || usual <= 0) return '';
  return now <= usual
    ? `, this run at ${Math.round((now / usual) * 100)} %`
    : `, this run ${(now / usual).toFixed(1)} times as long`;
};
