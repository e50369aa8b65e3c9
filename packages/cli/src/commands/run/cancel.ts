import type { JobRun } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import type { JobTarget } from '../../target.js';
import { activeRunStates, isFinished } from '@wxdi/sdk';
import { printChanged } from '../change.js';
import { JOB, jobCommand, RUN } from '../command.js';
import { changeEach } from '../several.js';
import { checkConfirmable, namesOf } from '../../confirm.js';
import { checkOne, printAll } from '../../output/print.js';
import { runView, runViewAt } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { selectedRuns } from '../../select.js';
import { runIdOf, withRun } from '../../target.js';

const accepted = 'the cancellation was accepted; the run is still active';

export const runCancel = jobCommand({
  name: 'cancel',
  summary: 'Cancel runs',
  details: [
    'If a run has already ended, nothing changes: exit 0, with a note. Prints the run after the change; of several, a list. All runs are looked up before one is canceled. --all-active asks for confirmation on a terminal; otherwise it requires --yes.',
  ],
  raw: true,
  mutates: true,
  needsWholeIds: true,
  examples: [
    ['cancel the active run and wait until it has ended', 'wxdi run cancel Nightly @active --wait'],
    ['cancel all active runs of a job, in a script', 'wxdi run cancel Nightly --all-active --yes'],
  ],
  args: [JOB, { ...RUN, many: true, unless: 'allActive' }],
  options: (command) =>
    command
      .option('--all-active', 'cancel all runs of the job that have not ended')
      .option('--wait', 'wait until the run is no longer active'),
  run: async (session, { wait, allActive }, find, [name = '', ...words]) => {
    if (allActive === true) checkConfirmable(session, 'canceled');
    checkOne(session, allActive === true ? 2 : words.length);
    const target = await find();
    const [only, ...others] = words;
    if (only !== undefined && others.length === 0) await cancelOne(session, target, only, wait);
    else {
      const runs =
        allActive === true ? await activeRuns(session, target) : await selectedRuns(session, target, words);
      const ids = namesOf(runs.map(({ id }) => id));
      const question = `Cancel ${runs.length} active ${runs.length === 1 ? 'run' : 'runs'} of job ${visible(name)}: ${ids}?`;
      await cancelSeveral(session, target, {
        runs,
        wait,
        question: allActive === true ? question : undefined,
      });
    }
    session.say.next('to start the job again', `wxdi job start ${target.word}`);
  },
});

const activeRuns = async ({ signal }: Session, { client, job }: JobTarget): Promise<readonly JobRun[]> => {
  const runs = await client.runs.list(job, { states: activeRunStates, signal }).toArray();
  // A service may list runs of other states.
  return runs.filter(({ state }) => !isFinished(state));
};

const cancelSeveral = async (
  session: Session,
  { client, job, word }: JobTarget,
  given: {
    readonly runs: readonly JobRun[];
    readonly wait: true | undefined;
    readonly question: string | undefined;
  },
): Promise<void> => {
  const { signal, say, context } = session;
  const { runs, wait, question } = given;
  await changeEach(session, {
    items: runs,
    noun: 'run',
    label: ({ id }) => id,
    done: 'canceled',
    question,
    change: async (run) => {
      if (isFinished(run.state)) {
        say.note(`run ${visible(run.id)} had already ended: ${visible(run.state)}`);
        return run;
      }
      const { run: after, alreadyFinished } = await client.runs.cancel(job, run.id, {
        isActive: true,
        signal,
      });
      if (wait !== true || alreadyFinished) return after;
      return (await client.runs.wait(job, run.id, { signal })).run;
    },
    look: `wxdi run list ${word}`,
    print: async (after) => {
      await printAll(session, runViewAt(context.clock.now()), after);
      const ending = after.filter(({ state }) => !isFinished(state)).length;
      if (ending > 0) say.note(`${ending} of the canceled runs ${ending === 1 ? 'is' : 'are'} still active`);
    },
  });
};

const cancelOne = async (
  session: Session,
  target: JobTarget,
  text: string,
  wait: true | undefined,
): Promise<void> => {
  const { client, job, run, words, others } = withRun(target, await runIdOf(session, target, text));
  const { interrupts, signal, say } = session;
  const cancel = async () => {
    const { run: after, alreadyFinished } = await client.runs.cancel(job, run, { signal });
    if (alreadyFinished) say.note(`the run had already ended: ${visible(after.state)}`);
    if (wait !== true || alreadyFinished) return after;
    interrupts.onFirst(
      (by) => (by === 'timeout' ? undefined : say.last(`${accepted}; to wait:  wxdi run wait ${words}`)),
      () => ({ rest: `; ${accepted}`, hint: `wxdi run wait ${words}` }),
    );
    return (await client.runs.wait(job, run, { signal })).run;
  };
  const { state: after } = await printChanged(session, runView, {
    sent: cancel(),
    maybe: 'the run may be canceled',
    look: `wxdi run get ${words}`,
    hints: { NotFound: others },
    done: ({ state }) => ({ what: `run ${run} is ${state}` }),
  });
  if (session.dryRun === undefined && !isFinished(after)) say.note(accepted, { state: after });
};
