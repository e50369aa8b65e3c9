import type { Run } from '../../args/declaration.js';
import type { jobList } from '../../declarations/job-list.js';
import { glob } from '../../args/glob.js';
import { exitCode } from '../../exit-code.js';
import { checkWholePages } from '../../output/fits.js';
import { printList } from '../../output/print.js';
import { jobView } from '../../render/views.js';

export const run: Run<typeof jobList.flags> = async (session, { type, asset, run: runId, name, limit }) => {
  checkWholePages(session, { name, limit });
  const client = await session.client();
  const jobs = client.jobs.list({
    ...(type === undefined ? {} : { type }),
    ...(asset === undefined ? {} : { assetId: asset }),
    ...(runId === undefined ? {} : { runId }),
    ...(name === undefined ? {} : { name: glob(name) }),
    signal: session.signal,
  });
  const printed = await printList(session, jobView, jobs.byPage(), limit);
  if (printed === 0) session.say.note('no jobs');
  client.close();
  return exitCode.done;
};
