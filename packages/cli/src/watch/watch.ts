import type { Client, JobRun } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { WaitFlags } from '../wait/follow.js';
import { isFinished } from '@wxdi/sdk';
import { hinting, quoted } from '../hints.js';
import { logText } from '../render/log.js';
import { plain } from '../render/style.js';
import { visible } from '../render/visible.js';
import { overdue } from '../retold.js';
import { farewell, type RunInWords } from '../wait/farewell.js';
import { followOptions } from '../wait/follow.js';
import { frame } from './frame.js';
import { addLog, newModel, type WatchModel } from './model.js';
import { painterOn } from './painter.js';

/** Time between two pictures, and between two looks at the counts of rows. */
const tickMs = 1_000;
const lookMs = 3_000;
const earlierRuns = 30;

/** Watches a run to what was asked for, as a picture that is redrawn in place: the run as it was last seen. */
export const watchRun = async (
  session: Session,
  client: Client,
  { job, run, word }: RunInWords,
  flags: WaitFlags,
): Promise<JobRun> => {
  const { context, interrupts, signal, style } = session;
  const { stdout, clock } = context;
  const model = newModel(run);
  const painter = painterOn(stdout);
  const paint = (): void => {
    if (!interrupts.asked.aborted) painter.paint(frame(model, clock.now(), stdout, style));
  };
  interrupts.onFirst(farewell(session, client, { job, run, word }, flags['on-interrupt']));
  const over = new AbortController();
  const stopped = AbortSignal.any([over.signal, signal]);
  const beside = [
    every(tickMs, stopped, session, async () => {
      paint();
    }),
    every(lookMs, stopped, session, async () => {
      if (model.run !== undefined) model.run = await client.runs.get(job, run, { signal: stopped });
    }),
    lookBack(client, job, model, stopped),
  ];
  try {
    const work = consume(session, client, job, model, flags, paint).catch((error: unknown) => {
      throw overdue(error, run, flags, model.run?.state);
    });
    return await hinting(work, {
      DeadlineExceeded: `wxdi run watch ${word} ${quoted(run)}`,
      NotFound: `wxdi run list ${word}`,
    });
  } finally {
    over.abort();
    await Promise.allSettled(beside);
  }
};

const consume = async (
  session: Session,
  client: Client,
  job: string,
  model: WatchModel,
  flags: WaitFlags,
  paint: () => void,
): Promise<JobRun> => {
  const options = { ...followOptions(flags), logs: true, signal: session.signal };
  for await (const event of client.runs.follow(job, model.runId, options)) {
    switch (event.type) {
      case 'state':
        model.run = event.run;
        model.trouble = undefined;
        break;
      case 'log':
        addLog(model, logText(event.entry, { output: 'tsv', style: plain }).split('\n'));
        break;
      case 'outage':
        model.trouble = `no good answer (${visible(event.error.message)}); still watching`;
        break;
      case 'no-log':
        model.trouble = `the log cannot be read (${visible(event.error.message)})`;
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

/** Does something again and again. What fails is left to the next time: the run itself is followed elsewhere. */
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

/** How long earlier runs took. */
const lookBack = async (
  client: Client,
  job: string,
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
