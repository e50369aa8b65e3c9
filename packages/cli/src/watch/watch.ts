import { isFinished, type FollowEvent, type JobRun } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { RunTarget } from '../target.js';
import type { WaitFlags } from '../wait/options.js';
import { logText } from '../render/log.js';
import { plain } from '../render/style.js';
import { followRun, troubleOf } from '../wait/follow.js';
import { frame } from './frame.js';
import { addLog, newModel, type WatchModel } from './model.js';
import { painterOn } from './painter.js';

/** Intervals of drawing, and of reading the row counts. */
const drawMs = 1_000;
const readMs = 3_000;
const earlierRuns = 30;

/** Watches a run, redrawn in place, until it has ended or reached a state of `--for`: the run as it was last seen. */
export const watchRun = async (session: Session, target: RunTarget, flags: WaitFlags): Promise<JobRun> => {
  const { context, interrupts, signal, style } = session;
  const { client, job, run } = target;
  const { stdout, clock } = context;
  const model = newModel(run);
  const painter = painterOn(stdout);
  const paint = (): void => {
    if (!interrupts.asked.aborted) painter.paint(frame(model, clock.now(), stdout, style));
  };
  const report = (event: FollowEvent): undefined => {
    update(model, event);
    if (event.type !== 'log') paint();
  };
  const over = new AbortController();
  const stopped = AbortSignal.any([over.signal, signal]);
  const background = [
    every(drawMs, stopped, session, async () => {
      paint();
    }),
    every(readMs, stopped, session, async () => {
      if (model.run !== undefined) model.run = await client.runs.get(job, run, { signal: stopped });
    }),
    readEarlier(target, model, stopped).catch(() => undefined),
  ];
  try {
    return await followRun(session, target, flags, { logs: true, again: 'watch', report });
  } finally {
    over.abort();
    await Promise.allSettled(background);
  }
};

const update = (model: WatchModel, event: FollowEvent): void => {
  switch (event.type) {
    case 'state':
    case 'result':
      model.run = event.run;
      model.trouble = undefined;
      break;
    case 'log':
      addLog(model, logText(event.entry, plain).split('\n'));
      break;
    case 'outage':
    case 'no-log':
      model.trouble = troubleOf(event);
      break;
  }
};

/** Repeats some work. A failure is left to the next time: the run itself is followed elsewhere. */
const every = async (
  ms: number,
  stopped: AbortSignal,
  { context }: Session,
  work: () => Promise<void>,
): Promise<void> => {
  while (!stopped.aborted) {
    await context.clock.sleep(ms, stopped);
    if (!stopped.aborted) await work().catch(() => undefined);
  }
};

/** Reads how long earlier runs took. */
const readEarlier = async (
  { client, job }: RunTarget,
  model: WatchModel,
  signal: AbortSignal,
): Promise<void> => {
  const runs = await client.runs.list(job, { signal }).toArray({ limit: earlierRuns + 10 });
  model.earlier = runs
    .filter(({ id, state }) => id !== model.runId && isFinished(state))
    .flatMap(({ durationSeconds: seconds, state }) => (seconds === undefined ? [] : [{ seconds, state }]))
    .slice(0, earlierRuns)
    .reverse();
};
