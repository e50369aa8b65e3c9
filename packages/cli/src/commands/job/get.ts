import { jobCommand } from '../command.js';
import { printOne } from '../../output/print.js';
import { jobView } from '../../render/views.js';

export const jobGet = jobCommand({
  name: 'get',
  summary: 'Show a job',
  raw: true,
  examples: [
    ['show a job by name', "wxdi job get 'Load customers'"],
    ['print its configuration, for a script', "wxdi job get 'Load customers' -o json | jq .configuration"],
  ],
  run: async (session, _flags, find) => {
    const { client, job, found } = await find();
    // The last body that was read is not that of the job if it was found in the list.
    const known = session.raw === undefined ? found : undefined;
    await printOne(session, jobView, known ?? (await client.jobs.get(job, { signal: session.signal })));
  },
});
