import type { Run } from '../../args/declaration.js';
import type { jobGet } from '../../declarations/job-get.js';
import { exitCode } from '../../exit-code.js';
import { hinting } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { checkJob, jobIdOf } from '../../refs.js';
import { jobView } from '../../render/views.js';

export const run: Run<typeof jobGet.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const found = await hinting(client.jobs.get(id, { signal: session.signal }), { NotFound: 'wxdi job list' });
  await printOne(session, jobView, found);
  client.close();
  return exitCode.done;
};
