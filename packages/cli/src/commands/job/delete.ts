import { command, JOB } from '../command.js';
import { checkConfirmable, confirm } from '../../confirm.js';
import { hinting } from '../../errors.js';
import { printIds } from '../../output/print.js';
import { quoted } from '../../render/shell.js';
import { visible } from '../../render/visible.js';
import { byName, checkJob, jobIdOf } from '../../target.js';
import { inProgress } from '../../wait/in-progress.js';

export const jobDelete = command({
  name: 'delete',
  alias: 'rm',
  summary: 'Delete jobs and all their runs',
  details: [
    'Asks for confirmation on a terminal; otherwise --yes is required. Prints the ids of the deleted jobs.',
  ],
  mutates: true,
  examples: [
    ['delete one job, after confirmation', "wxdi job delete 'Load customers'"],
    ['delete several, in a script', 'wxdi job delete --yes Nightly Weekly'],
  ],
  args: [{ ...JOB, many: true }],
  options: byName,
  run: async (session, flags, jobs) => {
    for (const job of jobs) checkJob(job, flags);
    checkConfirmable(session);
    const client = await session.client();
    // Find all of them first: a wrong last name must not cost the first job.
    const ids = new Set<string>();
    for (const job of jobs) ids.add(await jobIdOf(session, client, job, flags));
    const what =
      jobs.length === 1
        ? `job "${visible(jobs[0] ?? '')}" and all its runs`
        : `${jobs.length} jobs and all their runs`;
    await confirm(session, `Delete ${what}?`);
    const deleted: string[] = [];
    const remove = async (id: string): Promise<void> => {
      const look = `wxdi job get ${quoted(id)}`;
      inProgress(session, `job ${visible(id)} may have been deleted`, look);
      await hinting(client.jobs.delete(id, { signal: session.signal }), {
        NotFound: 'wxdi job list',
        Refused: `wxdi run cancel ${quoted(id)} @active --wait`,
        OutcomeUnknown: look,
      });
      deleted.push(id);
    };
    try {
      for (const id of ids) {
        if (session.dryRun === undefined) await remove(id);
        else await session.dryRun.step(() => remove(id));
      }
    } finally {
      await printIds(session, deleted);
    }
    session.say.next('remaining jobs', 'wxdi job list');
  },
});
