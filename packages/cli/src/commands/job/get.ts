import { command, JOB } from '../command.js';
import { hinting } from '../../errors.js';
import { printOne } from '../../output/print.js';
import { jobView } from '../../render/views.js';
import { byName, jobTarget } from '../../target.js';

export const jobGet = command({
  name: 'get',
  summary: 'Show a job',
  raw: true,
  examples: [
    ['show a job by name', "wxdi job get 'Load customers'"],
    ['print its configuration, for a script', "wxdi job get 'Load customers' -o json | jq .configuration"],
  ],
  args: [JOB],
  options: byName,
  run: async (session, flags, [text = '']) => {
    const { client, job } = await jobTarget(session, flags, text);
    const found = await hinting(client.jobs.get(job, { signal: session.signal }), {
      NotFound: 'wxdi job list',
    });
    await printOne(session, jobView, found);
  },
});
