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
    const { client, job } = await find();
    await printOne(session, jobView, await client.jobs.get(job, { signal: session.signal }));
  },
});
