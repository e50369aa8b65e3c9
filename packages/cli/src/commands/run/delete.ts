import type { Session } from '../../session.js';
import { isFinished } from '@wxdi/sdk';
import { JOB, jobCommand, RUN } from '../command.js';
import { changeEach } from '../several.js';
import { checkConfirmable } from '../../confirm.js';
import { UsageError } from '../../errors.js';
import { printIds } from '../../output/print.js';
import { quoted } from '../../render/shell.js';
import { visible } from '../../render/visible.js';
import { selectedRuns } from '../../select.js';
import type { JobTarget } from '../../target.js';

export const runDelete = jobCommand({
  name: 'delete',
  alias: 'rm',
  summary: 'Delete runs that have ended',
  details: [
    'Asks once for confirmation on a terminal; otherwise --yes is required. If one of the runs is active, the exit code is 2 and nothing is deleted. Prints the ids of the deleted runs.',
  ],
  mutates: true,
  needsWholeIds: true,
  examples: [['delete the newest run', 'wxdi run delete --yes Nightly @latest']],
  args: [JOB, { ...RUN, many: true }],
  run: async (session, _flags, find, [name = '', ...words]) => {
    checkConfirmable(session, 'deleted');
    const target = await find();
    const runs = await selectedRuns(session, target, words);
    for (const { id, state } of runs) {
      if (isFinished(state)) continue;
      throw new UsageError(
        `run ${visible(id)} is still running (${visible(state)}); nothing was deleted`,
        `wxdi run cancel ${target.word} ${quoted(id)} --wait`,
      );
    }
    await deleteRuns(
      session,
      runs.map(({ id }) => ({ target, run: id })),
      `of job ${visible(name)}`,
    );
    session.say.next('remaining runs', `wxdi run list ${target.word}`);
  },
});

/** Deletes ended runs after a confirmation, and prints the ids of the deleted ones. `of` says in the question which. */
export const deleteRuns = async (
  session: Session,
  runs: readonly { readonly target: JobTarget; readonly run: string }[],
  of: string,
): Promise<void> => {
  const words = new Set(runs.map(({ target }) => target.word));
  await changeEach(session, {
    items: runs,
    noun: 'run',
    label: ({ run }) => run,
    done: 'deleted',
    question: `Delete ${runs.length === 1 ? '1 run' : `${runs.length} runs`} ${of}?`,
    change: async ({ target: { client, job }, run }) => {
      const { failed } = await client.runs.deleteMany(job, [run], { signal: session.signal });
      if (failed[0] !== undefined) throw failed[0].error;
      return run;
    },
    look: `wxdi run list ${words.size === 1 ? [...words].join('') : 'JOB'}`,
    print: (deleted) => printIds(session, deleted),
  });
};
