import { JOB, jobCommand, RUN } from '../command.js';
import { checkOne, printAll, printOne } from '../../output/print.js';
import { runView, runViewAt } from '../../render/views.js';
import { selectedRuns } from '../../select.js';

export const runGet = jobCommand({
  name: 'get',
  summary: 'Show a run, or a list of several',
  raw: true,
  examples: [
    ['show the newest run', 'wxdi run get Nightly @latest'],
    ['print its state, for a script', 'wxdi run get Nightly @latest -o json | jq -r .state'],
  ],
  args: [JOB, { ...RUN, many: true }],
  run: async (session, _flags, find, [, ...words]) => {
    checkOne(session, words.length);
    const runs = await selectedRuns(session, await find(), words);
    const [only] = runs;
    if (words.length === 1 && only !== undefined) await printOne(session, runView, only);
    else await printAll(session, runViewAt(session.context.clock.now()), runs);
  },
});
