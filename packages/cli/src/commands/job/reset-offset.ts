import { printChanged } from '../change.js';
import { jobCommand } from '../command.js';
import { jobView } from '../../render/views.js';

export const jobResetOffset = jobCommand({
  name: 'reset-offset',
  summary: 'Reset the offset of a streaming job',
  details: [
    'The next run reads from the beginning. Only jobs of StreamSets flows have an offset; for any other job, the exit code is 2 and nothing is sent.',
  ],
  raw: true,
  mutates: true,
  examples: [['make the next run read from the beginning', "wxdi job reset-offset 'Click stream'"]],
  run: async (session, _flags, find) => {
    const { client, job, word } = await find();
    await printChanged(session, jobView, {
      sent: client.jobs.resetOffset(job, { signal: session.signal }),
      maybe: 'the offset may have been reset',
      look: `wxdi job get ${word} -o json`,
      hints: { InvalidInput: 'wxdi job list --type streamsets_flow' },
      done: () => ({ what: `the offset of job ${job} was reset` }),
    });
    session.say.note('the next run reads from the beginning');
    session.say.next('to start it', `wxdi job start ${word}`);
  },
});
