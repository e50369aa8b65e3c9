import type { Session } from '../session.js';
import type { WaitFlags } from './options.js';
import { isKind } from '../errors.js';
import { failureOf } from '../failure.js';
import { outcomeCode, rankOf, type Ended } from '../exit-code.js';
import { printAll } from '../output/print.js';
import { runViewAt } from '../render/views.js';
import { toJson } from '../render/json.js';
import { visible } from '../render/visible.js';
import { withRun, type JobTarget } from '../target.js';
import { followOptions, reporter } from './follow.js';
import { onWaitInterrupt } from './on-interrupt.js';

interface Wait {
  readonly run: string;
  ended?: Ended;
  error?: unknown;
}

/**
 * Waits for several runs of a job at once, and prints all that could be read. A failure does not stop the other waits.
 * The exit code is the worst one.
 */
export const waitForSeveral = async (
  session: Session,
  target: JobTarget,
  runs: readonly string[],
  flags: WaitFlags,
): Promise<number> => {
  const { client, job, word } = target;
  const { context, interrupts, lines, output, say, signal, spinner } = session;
  const waits = runs.map((run): Wait => ({ run }));
  const active = () =>
    waits.filter(
      ({ ended, error }) => ended === undefined && (error === undefined || isKind(error, 'Aborted')),
    );
  const againFor = (some: readonly Wait[]): string =>
    `wxdi run wait ${word} ${some.map(({ run }) => visible(run)).join(' ')}`;
  interrupts.onFirst(
    (by, stop) => {
      const policy = by === 'timeout' ? flags.onTimeout : flags.onInterrupt;
      const left = active();
      if (policy === 'cancel') {
        const cancels = left.map(async ({ run }) => {
          await onWaitInterrupt(about(session, run), withRun(target, run), flags)(by, stop);
        });
        return Promise.all(cancels).then(() => undefined);
      }
      if (by === 'timeout') return undefined;
      say.last(`detached: ${left.length} of ${runs.length} runs continue`, { jobId: job });
      say.last(`  to wait for them:  ${againFor(left)}`);
      return undefined;
    },
    () => ({
      rest: `; ${active().length} of ${runs.length} runs were still active`,
      hint: againFor(active()),
    }),
  );
  const waitFor = async (wait: Wait): Promise<void> => {
    const report = reporter(about(session, wait.run), flags);
    const events = client.runs.follow(job, wait.run, { ...followOptions(flags), logs: false, signal });
    for await (const event of events) {
      await report(event);
      await lines.send();
      if (event.type === 'result') wait.ended = event;
    }
  };
  const all = Promise.all(
    waits.map((wait) =>
      waitFor(wait).catch((error: unknown) => {
        wait.error = error;
      }),
    ),
  );
  await spinner.during(() => `${runs.length - active().length} of ${runs.length} runs have ended`, all);
  if (output !== 'jsonl') {
    const ended = waits.flatMap((wait) => (wait.ended === undefined ? [] : [wait.ended.run]));
    await printAll(session, runViewAt(context.clock.now()), ended);
  }
  return await verdictOf(session, waits, flags);
};

/** The session, in which each message begins with the run. */
const about = (session: Session, run: string): Session => {
  const { say } = session;
  const prefix = say.json ? '' : `${visible(run)}: `;
  const note: typeof say.note = (message, data) => say.note(`${prefix}${message}`, data);
  const warn: typeof say.warn = (message, data) => say.warn(`${prefix}${message}`, data);
  const last: typeof say.last = (message, data) => say.last(`${prefix}${message}`, data);
  return { ...session, say: { ...say, note, warn, last } };
};

/** The worst exit code. Failures are reported; the worst one is thrown if nothing is worse. */
const verdictOf = async (session: Session, waits: readonly Wait[], flags: WaitFlags): Promise<number> => {
  const { exitCodes, interrupts, lines, output, say, settings, signal } = session;
  const ends = waits.map(({ run, ended, error }) => {
    if (ended === undefined) {
      const failure = failureOf(interrupts.explain(error), { debug: false, settings });
      return { run, error, failure, rank: rankOf(failure.exitCode), code: failure.exitCode };
    }
    return { run, rank: rankOf(outcomeCode(ended, flags)), code: outcomeCode(ended, flags, exitCodes) };
  });
  const [worst] = ends.toSorted((a, b) => a.rank - b.rank);
  for (const { run, failure } of signal.aborted ? [] : ends) {
    if (failure === undefined) continue;
    if (output === 'jsonl') await lines.push(toJson({ type: 'error', runId: run, ...failure }));
    else say.warn(`run ${visible(run)}: ${visible(failure.message)}`);
  }
  await lines.send();
  if (worst !== undefined && 'error' in worst) throw worst.error;
  return worst?.code ?? 0;
};
