import type { Run } from '../../args/declaration.js';
import type { jobResetOffset } from '../../declarations/job-reset-offset.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { checkJob, jobIdOf, jobWord } from '../../refs.js';
import { jobView } from '../../render/views.js';
import { underWay } from '../../wait/under-way.js';

export const run: Run<typeof jobResetOffset.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const word = quoted(jobWord(job, id));
  const look = `wxdi job get ${word} -o json`;
  underWay(session, 'the offset may have been reset', look);
  const after = await hinting(client.jobs.resetOffset(id, { signal: session.signal }), {
    NotFound: 'wxdi job list',
    InvalidInput: 'wxdi job list --type streamsets_flow',
    OutcomeUnknown: look,
  });
  session.remember({ what: `the offset of job ${id} was reset`, look });
  await printOne(session, jobView, after);
  session.say.note('the next run reads from the beginning');
  session.say.next('to start it', `wxdi job start ${word}`);
  client.close();
  return exitCode.done;
};
