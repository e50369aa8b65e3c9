import { inProgress } from '../change.js';
import { JOB, jobCommand } from '../command.js';
import { checkConfirmable, confirm } from '../../confirm.js';
import { hinting } from '../../errors.js';
import { printIds } from '../../output/print.js';
import { quoted } from '../../render/shell.js';
import { visible } from '../../render/visible.js';
import { jobTarget } from '../../target.js';

export const jobDelete = jobCommand({
  name: 'delete',
  alias: 'rm',
  summary: 'Delete jobs and all their runs',
  details: [
    'Asks for confirmation on a terminal; otherwise --yes is required. Prints the ids of the deleted jobs.',
  ],
  mutates: true,
  needsWholeIds: true,
  examples: [
    ['delete one job, after confirmation', "wxdi job delete 'Load customers'"],
    ['delete several, in a script', 'wxdi job delete --yes Nightly Weekly'],
  ],
  args: [{ ...JOB, many: true }],
  run: async (session, flags, _find, words) => {
    checkConfirmable(session);
    const client = await session.client();
    // Find all of them first: a wrong last name must not cost the first job.
    const jobs = new Set<string>();
    for (const word of words) jobs.add((await jobTarget(session, flags, [word])).job);
    const [only = '', ...others] = words.map(visible);
    const what = others.length === 0 ? `job "${only}" and all its` : `${words.length} jobs and all their`;
    await confirm(session, `Delete ${what} runs?`);
    const deleted: string[] = [];
    const remove = async (job: string): Promise<void> => {
      const look = `wxdi job get ${quoted(job)}`;
      inProgress(session, `job ${visible(job)} may have been deleted`, look);
      await hinting(client.jobs.delete(job, { signal: session.signal }), {
        NotFound: 'wxdi job list',
        Refused: `wxdi run cancel ${quoted(job)} @active --wait`,
        OutcomeUnknown: look,
      });
      deleted.push(job);
    };
    try {
      for (const job of jobs) await (session.dryRun?.step(() => remove(job)) ?? remove(job));
    } finally {
      await printIds(session, deleted);
    }
    session.say.next('remaining jobs', 'wxdi job list');
  },
});
