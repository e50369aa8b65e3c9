import type { Session } from '../session.js';
import type { RunTarget } from '../target.js';
import type { WaitFlags } from '../wait/options.js';
import { isFinished, type JobRun } from '@wxdi/sdk';
import { hinting } from '../errors.js';
import { logText } from '../render/log.js';
import { plain } from '../render/style.js';
import { visible } from '../render/visible.js';
import { followOptions, timedOut } from '../wait/follow.js';
import { onWaitInterrupt } from '../wait/on-interrupt.js';
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
  const { client, job, run, word, words } = target;
  const { stdout, clock } = context;
  const model = newModel(run);
  const painter = painterOn(stdout);
  const paint = (): void => {
    if (!interrupts.asked.aborted) painter.paint(frame(model, clock.now(), stdout, style));
  };
  interrupts.onFirst(onWaitInterrupt(session, client, target, flags.onInterrupt));
  const over = new AbortController();
  const stopped = AbortSignal.any([over.signal, signal]);
  const background = [
    every(drawMs, stopped, session, async () => {
      paint();
    }),
    every(readMs, stopped, session, async () => {
      if (model.run !== undefined) model.run = await client.runs.get(job, run, { signal: stopped });
    }),
    readEarlier(target, model, stopped),
  ];
  try {
    const watching = consume(session, target, model, flags, paint).catch((error: unknown) => {
      throw timedOut(error, run, flags, model.run?.state);
    });
    return await hinting(watching, {
      DeadlineExceeded: `wxdi run watch ${words}`,
      NotFound: `wxdi run list ${word}`,
    });
  } finally {
    over.abort();
    await Promise.allSettled(background);
  }
};

const consume = async (
  { signal }: Session,
  { client, job, run }: RunTarget,
  model: WatchModel,
  flags: WaitFlags,
  paint: () => void,
): Promise<JobRun> => {
  for await (const event of client.runs.follow(job, run, { ...followOptions(flags), logs: true, signal })) {
    switch (event.type) {
      case 'state':
        model.run = event.run;
        model.trouble = undefined;
        break;
      case 'log':
        addLog(model, logText(event.entry, { output: 'tsv', style: plain }).split('\n'));
        break;
      case 'outage':
        model.trouble = `cannot read the run (${visible(event.error.message)}); retrying`;
        break;
      case 'no-log':
        model.trouble = `cannot read the log (${visible(event.error.message)})`;
        break;
      case 'result':
        model.run = event.run;
        paint();
        return event.run;
    }
    if (event.type !== 'log') paint();
  }
  throw new Error('the run was watched to no result');
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
    .flatMap(({ durationSeconds, state }) =>
      durationSeconds === undefined ? [] : [{ seconds: durationSeconds, state }],
    )
    .slice(0, earlierRuns)
    .reverse();
};
