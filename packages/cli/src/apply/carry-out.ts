import type { AppliedJob, AppliedPlan, Client, DesiredJob, Plan } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { worstOf } from '../worst.js';
import { explained } from '../errors.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { printRows } from '../output/print.js';
import type { Column } from '../render/table.js';
import { visible } from '../render/visible.js';

/** How long writes under way may take to end after a signal. */
const graceMs = 10_000;

/** The command that shows what is left. */
const look = 'run it again: it does what is left';

/** Carries out a plan, prints what was done for each job, and throws the worst failure. */
export const carryOut = async (
  session: Session,
  client: Client,
  plan: Plan,
  desired: readonly DesiredJob[],
): Promise<void> => {
  const { signal, spinner } = session;
  const stop = new AbortController();
  const reports: AppliedJob[] = [];
  const total = plan.counts.create + plan.counts.update + plan.counts.delete;
  const work = (async (): Promise<void> => {
    const applying = client.jobs.apply(plan, desired, {
      signal,
      stop: stop.signal,
      onReport: (report) => reports.push(report),
    });
    const applied = await spinner.during(() => `applying: ${reports.length} of ${total} jobs`, applying);
    await report(session, applied, total);
  })();
  onSignal(session, stop, work, () => `${doneIn(reports)} of ${total} jobs applied`);
  await work;
};

const doneIn = (reports: readonly AppliedJob[]): number =>
  reports.filter(({ error }) => error === undefined).length;

/** After a signal no other write is begun, and those under way have ten seconds. */
const onSignal = (
  { interrupts, say, context }: Session,
  stop: AbortController,
  work: Promise<void>,
  progress: () => string,
): void => {
  interrupts.onFirst(
    async (by) => {
      if (by === 'timeout') return;
      stop.abort();
      say.last('interrupted: finishing the writes under way; interrupt again to stop at once');
      const done = new AbortController();
      const ended = work.catch(() => undefined).finally(() => done.abort());
      await Promise.race([ended, context.clock.sleep(graceMs, done.signal)]);
      say.last(`  ${progress()}; ${look}`);
    },
    () => ({ rest: `; ${progress()}`, hint: look }),
  );
};

const words: Readonly<Record<AppliedJob['action'], string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
};

const resultOf = ({ action, error }: AppliedJob): string => {
  if (error === undefined) return words[action];
  return error.outcome === 'unknown' ? `may have been ${words[action]}` : `not ${words[action]}`;
};

const columns: readonly Column<AppliedJob>[] = [
  { header: 'JOB', value: ({ name }) => name },
  { header: 'ID', value: ({ id }) => id, isId: true },
  {
    header: 'RESULT',
    value: resultOf,
    show: ({ error }, text, style) => (error === undefined ? style.green(text) : style.red(text)),
  },
];

const jsonOf = ({ error, ...job }: AppliedJob): object =>
  error === undefined ? job : { ...job, kind: error.kind, message: error.message, outcome: error.outcome };

const report = async (session: Session, { done, failed }: AppliedPlan, total: number): Promise<void> => {
  if (done.length > 0)
    session.remember({ what: `${done.length} of ${total} jobs were applied`, look: 'wxdi job list' });
  if (wantsDocument(session))
    await printDocument(session, { done: done.map(jsonOf), failed: failed.map(jsonOf) });
  else if (total > 0) await printRows(session, columns, [...done, ...failed], ({ name }) => name);
  const worst = worstOf(failed.map(({ error }) => error));
  if (worst === undefined) return;
  for (const one of failed.length > 1 ? failed : [])
    if (one.error.kind !== 'Aborted')
      session.say.warn(`job ${visible(one.name)} ${resultOf(one)}: ${visible(one.error.message)}`, {
        jobId: one.id,
      });
  const [first] = failed;
  const what =
    failed.length === 1 && first !== undefined
      ? `job "${first.name}" ${resultOf(first)}`
      : `${failed.length} of ${total} jobs were not applied`;
  throw explained(worst, { message: `${what}: ${messageOf(worst)}`, hint: look });
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
