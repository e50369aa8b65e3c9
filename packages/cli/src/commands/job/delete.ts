import type { Run } from '../../args/declaration.js';
import type { jobDelete } from '../../declarations/job-delete.js';
import { checkConfirmable, confirm } from '../../confirm.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { printIds } from '../../output/print.js';
import { visible } from '../../render/visible.js';
import { underWay } from '../../wait/under-way.js';
import { checkJob, jobIdOf } from '../../refs.js';

export const run: Run<typeof jobDelete.flags> = async (session, flags, jobs) => {
  for (const job of jobs) checkJob(job, flags);
  checkConfirmable(session, 'deleting');
  const client = await session.client();
  // All names are found before anything goes: a slip in the last word shall not cost the first job.
  const ids = new Set<string>();
  for (const job of jobs) ids.add(await jobIdOf(session, client, job, flags));
  const what = jobs.length === 1 ? `job "${visible(jobs[0] ?? '')}"` : `${jobs.length} jobs`;
  await confirm(session, `Delete ${what} and all runs of it?`);
  const gone: string[] = [];
  const remove = async (id: string): Promise<void> => {
    underWay(session, `job ${visible(id)} may have been deleted`, `wxdi job get ${quoted(id)}`);
    await hinting(client.jobs.delete(id, { signal: session.signal }), {
      NotFound: 'wxdi job list',
      Refused: `wxdi run cancel ${quoted(id)} @active --wait`,
      OutcomeUnknown: `wxdi job get ${quoted(id)}`,
    });
    gone.push(id);
  };
  try {
    for (const id of ids) {
      if (session.dryRun === undefined) await remove(id);
      else await session.dryRun.step(() => remove(id));
    }
  } finally {
    await printIds(session, gone);
  }
  session.say.next('those that are left', 'wxdi job list');
  client.close();
  return exitCode.done;
};
