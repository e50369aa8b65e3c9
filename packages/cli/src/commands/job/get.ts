import { JOB, jobCommand } from '../command.js';
import { eachAtOnce } from '../../each-at-once.js';
import { checkOne, printAll, printOne } from '../../output/print.js';
import { jobView } from '../../render/views.js';
import { jobTarget } from '../../target.js';

export const jobGet = jobCommand({
  name: 'get',
  summary: 'Show a job, or a list of several',
  raw: true,
  examples: [
    ['show a job by name', "wxdi job get 'Load customers'"],
    ['print its configuration, for a script', "wxdi job get 'Load customers' -o json | jq .configuration"],
  ],
  args: [{ ...JOB, many: true }],
  run: async (session, flags, find, words) => {
    checkOne(session, words.length);
    const { signal } = session;
    if (words.length === 1) {
      const { client, job, found } = await find();
      return await printOne(session, jobView, found ?? (await client.jobs.get(job, { signal })));
    }
    const targets = [];
    for (const word of words) targets.push(await jobTarget(session, flags, [word]));
    const jobs = await eachAtOnce(targets, ({ client, job }) => client.jobs.get(job, { signal }));
    await printAll(session, jobView, jobs);
  },
});
