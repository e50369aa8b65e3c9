import type { Session } from '../../session.js';
import { isFinished } from '@wxdi/sdk';
import { inProgress } from '../change.js';
import { JOB, jobCommand, RUN } from '../command.js';
import { checkConfirmable, confirm } from '../../confirm.js';
import { hinting, UsageError } from '../../errors.js';
import { printIds } from '../../output/print.js';
import { quoted } from '../../render/shell.js';
import { visible } from '../../render/visible.js';
import { runIdOf, type JobTarget } from '../../target.js';

export const runDelete = jobCommand({
  name: 'delete',
  alias: 'rm',
  summary: 'Delete runs that have ended',
  details: [
    'Asks for confirmation on a terminal; otherwise --yes is required. If one of the runs is active, the exit code is 2 and nothing is deleted. Prints the ids of the deleted runs.',
  ],
  mutates: true,
  needsWholeIds: true,
  examples: [['delete the newest run', 'wxdi run delete --yes Nightly @latest']],
  args: [JOB, { ...RUN, many: true }],
  run: async (session, _flags, find, [, ...words]) => {
    checkConfirmable(session);
    const target = await find();
    const { client, job, word } = target;
    const runs = new Set<string>();
    for (const run of words) runs.add(await runIdOf(session, target, run));
    // Check all of them before one is deleted.
    for (const run of runs) {
      const { state } = await hinting(client.runs.get(job, run, { signal: session.signal }), {
        NotFound: `wxdi run list ${word}`,
      });
      if (isFinished(state)) continue;
      throw new UsageError(
        `run ${visible(run)} is still running (${visible(state)}); nothing was deleted`,
        `wxdi run cancel ${word} ${quoted(run)} --wait`,
      );
    }
    await deleteRuns(session, target, [...runs]);
  },
});

/** Deletes ended runs after a confirmation, and prints the ids of the deleted ones. Throws the first failure. */
export const deleteRuns = async (
  session: Session,
  { client, job, word }: JobTarget,
  runs: readonly string[],
): Promise<void> => {
  const { signal, dryRun, say } = session;
  if (runs.length === 0) say.note('no run to delete');
  else await confirm(session, runs.length === 1 ? 'Delete 1 run?' : `Delete ${runs.length} runs?`);
  if (dryRun !== undefined) {
    for (const run of runs) await dryRun.step(() => client.runs.delete(job, run, { signal }));
    return;
  }
  inProgress(session, 'some of the runs may have been deleted', `wxdi run list ${word}`);
  const { deleted, failed } = await client.runs.deleteMany(job, runs, { signal });
  await printIds(session, deleted);
  for (const { run, error } of failed) {
    const what = error.outcome === 'unknown' ? 'may not have been deleted' : 'was not deleted';
    say.note(`run ${visible(run)} ${what}: ${visible(error.message)}`);
  }
  if (failed[0] !== undefined) throw failed[0].error;
  say.next('remaining runs', `wxdi run list ${word}`);
};
