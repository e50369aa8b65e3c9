import type { Output } from '../context.js';
import type { Session } from '../session.js';
import type { RunTarget } from '../target.js';
import type { Ended } from '../exit-code.js';
import type { WaitFlags } from '../wait/options.js';
import { isFinished, usualSeconds, type FollowEvent, type JobRun } from '@wxdi/sdk';
import { logText, missingText } from '../render/log.js';
import { plain } from '../render/style.js';
import { widthOf } from '../render/width.js';
import { followRun, troubleOf } from '../wait/follow.js';
import { frame, type WatchModel } from './frame.js';

/** Intervals of drawing, and of reading the row counts. */
const drawMs = 1_000;
const readMs = 3_000;
const earlierRuns = 30;
/** Log lines to keep: no terminal shows more. */
const mostLines = 200;

/** Watches a run, redrawn in place, until it has ended or reached a state of `--for`: how the wait ended. */
export const watchRun = async (session: Session, target: RunTarget, flags: WaitFlags): Promise<Ended> => {
  const { context, interrupts, notices, signal, style } = session;
  const { client, job, run } = target;
  const { stdout, clock } = context;
  const model: WatchModel = { runId: run, log: [], earlier: [] };
  const draw = drawingOn(stdout);
  const paint = async (): Promise<void> => {
    if (!interrupts.asked.aborted) draw(frame(model, clock.now(), stdout, style));
  };
  const report = (event: FollowEvent): undefined => {
    update(model, event, clock.now());
    if (event.type !== 'log') void paint();
  };
  notices.muted = true;
  const over = new AbortController();
  const stopped = AbortSignal.any([over.signal, signal]);
  // A failure is left to the next time: the run itself is followed below.
  const every = async (ms: number, work: () => Promise<void>): Promise<void> => {
    while (!stopped.aborted) {
      await clock.sleep(ms, stopped);
      if (!stopped.aborted) await work().catch(() => undefined);
    }
  };
  const background = [
    every(drawMs, paint),
    every(readMs, async () => {
      if (model.run !== undefined)
        seen(model, await client.runs.get(job, run, { signal: stopped }), clock.now());
    }),
    readEarlier(target, model, stopped).catch(() => undefined),
  ];
  try {
    return await followRun(session, target, flags, { logs: true, again: 'watch', report });
  } finally {
    notices.muted = false;
    over.abort();
    await Promise.allSettled(background);
  }
};

const seen = (model: WatchModel, run: JobRun, now: number): void => {
  model.run = run;
  model.seenAt = now;
  if (model.isAway === true) model.trouble = undefined;
  model.isAway = false;
};

const update = (model: WatchModel, event: FollowEvent, now: number): void => {
  switch (event.type) {
    case 'state':
    case 'result':
      seen(model, event.run, now);
      break;
    case 'log':
      model.log = [...model.log, ...logText(event.entry, plain).split('\n')].slice(-mostLines);
      break;
    case 'gap':
      model.log = [...model.log, `… ${missingText(event.missing)}`].slice(-mostLines);
      break;
    case 'outage':
    case 'no-log':
      if (event.type === 'outage') model.isAway = true;
      model.trouble = troubleOf(event);
      break;
  }
};

/** Reads how long earlier runs took. */
const readEarlier = async (
  { client, job, run }: RunTarget,
  model: WatchModel,
  signal: AbortSignal,
): Promise<void> => {
  const runs = await client.runs
    .list(job, { signal, onUnreadable: () => undefined })
    .toArray({ limit: earlierRuns + 10 });
  const others = runs.filter(({ id }) => id !== run);
  model.usual = usualSeconds(others);
  model.earlier = others
    .filter(({ state }) => isFinished(state))
    .flatMap(({ durationSeconds: seconds, state }) => (seconds === undefined ? [] : [{ seconds, state }]))
    .slice(0, earlierRuns)
    .reverse();
};

/** Draws frames in place, each over the previous one. */
const drawingOn = (output: Output): ((lines: readonly string[]) => void) => {
  let before: readonly string[] = [];
  // A terminal that became narrower has wrapped the previous lines. Our own colors take no columns.
  const heightOf = (line: string): number =>
    Math.max(1, Math.ceil(widthOf(line.replace(/\u001b\[\d+m/g, '')) / output.columns));
  return (lines) => {
    const taken = before.reduce((sum, line) => sum + heightOf(line), 0);
    const up = taken === 0 ? '' : `\u001b[${taken}A\r`;
    before = lines;
    output.write(`${up}\u001b[J${lines.join('\n')}\n`)?.catch(() => undefined);
  };
};
