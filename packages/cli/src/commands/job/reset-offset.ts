import { command, JOB } from '../command.js';
import { hinting } from '../../errors.js';
import { printOne } from '../../output/print.js';
import { jobView } from '../../render/views.js';
import { byName, jobTarget } from '../../target.js';
import { inProgress } from '../../wait/in-progress.js';

export const jobResetOffset = command({
  name: 'reset-offset',
  summary: 'Reset the offset of a streaming job',
  details: [
    'The next run reads from the beginning. Only jobs of StreamSets flows have an offset; for any other job, the exit code is 2 and nothing is sent.',
  ],
  raw: true,
  mutates: true,
  examples: [['make the next run read from the beginning', "wxdi job reset-offset 'Click stream'"]],
  args: [JOB],
  options: byName,
  run: async (session, flags, [text = '']) => {
    const { client, job, word } = await jobTarget(session, flags, text);
    const look = `wxdi job get ${word} -o json`;
    inProgress(session, 'the offset may have been reset', look);
    const after = await hinting(client.jobs.resetOffset(job, { signal: session.signal }), {
      NotFound: 'wxdi job list',
      InvalidInput: 'wxdi job list --type streamsets_flow',
      OutcomeUnknown: look,
    });
    session.remember({ what: `the offset of job ${job} was reset`, look });
    await printOne(session, jobView, after);
    session.say.note('the next run reads from the beginning');
    session.say.next('to start it', `wxdi job start ${word}`);
  },
});
